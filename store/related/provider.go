package related

import (
	"os"
	"path/filepath"
	"strings"
)

// SyncProvider names who else writes in a folder: a program that carries files
// between computers, by the names that it gives its folders, or a file system of
// the network. It is "" if none is known. Such a program can put an older file
// in the place of a newer one, and locks and syncs are not to be relied on over
// a network.
func SyncProvider(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	for at := dir; ; at = filepath.Dir(at) {
		if name := providerOf(at); name != "" {
			return name
		}
		if at == filepath.Dir(at) {
			return networkOf(dir)
		}
	}
}

// providerOf goes by a folder's own name and by what Syncthing keeps in it.
func providerOf(dir string) string {
	name := strings.ToLower(filepath.Base(dir))
	for _, known := range []struct{ begins, provider string }{
		{"onedrive", "OneDrive"},
		{"dropbox", "Dropbox"},
		{"icloud", "iCloud"},
		{"mobile documents", "iCloud"},
		{"com~apple~clouddocs", "iCloud"},
		{"google drive", "Google Drive"},
		{"googledrive", "Google Drive"},
		{"nextcloud", "Nextcloud"},
		{"owncloud", "ownCloud"},
		{"syncthing", "Syncthing"},
	} {
		// "OneDrive - Our School", "Dropbox (Personal)", "GoogleDrive-me@school"
		rest, ok := strings.CutPrefix(name, known.begins)
		if ok && (rest == "" || strings.ContainsAny(rest[:1], " -(_")) {
			return known.provider
		}
	}
	if info, err := os.Stat(filepath.Join(dir, ".stfolder")); err == nil && info.IsDir() {
		return "Syncthing"
	}
	return ""
}
