//go:build unix

package guarded

import (
	"io/fs"
	"os"
	"syscall"
)

// NoFollow is a flag of Open: a link is an error.
const NoFollow = syscall.O_NOFOLLOW

// NoWait is a flag of every open here, and for those elsewhere: it keeps one from waiting for the other end of a pipe.
const NoWait = syscall.O_NONBLOCK

// isMine reports whether a file is of the account that the program runs as.
func isMine(info fs.FileInfo) bool {
	uid, ok := ownerOf(info)
	return ok && uid == os.Geteuid()
}

func isRoots(info fs.FileInfo) bool {
	uid, ok := ownerOf(info)
	return ok && uid == 0
}

func sameOwner(a, b fs.FileInfo) bool {
	one, ok := ownerOf(a)
	other, also := ownerOf(b)
	return ok && also && one == other
}

func ownerOf(info fs.FileInfo) (uid int, ok bool) {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, false
	}
	return int(stat.Uid), true
}
