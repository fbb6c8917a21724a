// Package e2e plays the whole program in a real terminal, from the keys to the
// file on the disk, as a person does: it starts it, types, closes the window,
// pulls the plug and comes back. It has tests only, and knows nothing of how
// the program is made: only what is on the screen, what is in the file and how
// the process ends.
package e2e
