// Package session keeps what a group does together: the agenda as it was when the
// session began, cards, votes, ballots and commitments, and where the room is.
//
// A session is a file of its own. It knows no workbook, and nothing leads from it to
// one: a room must not reach what somebody wrote alone. It draws nothing; that is
// for ui/facilitate.
//
// [Create] begins a session and [Open] goes on with one. Both read the whole file,
// which is small; every method that changes something returns when the change is on
// the disk, but [Session.Cast]: votes are in memory until all of their round are in. [Session.End] forgets what was not to be kept and makes the file anew
// without it. [List] finds the sessions in a folder, and [Forget] wipes one.
package session
