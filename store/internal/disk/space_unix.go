//go:build linux || darwin || freebsd

package disk

import "syscall"

// FreeSpace returns how many bytes are free where a folder is; below 0 if that
// is not known. The fields differ in type from system to system.
func FreeSpace(dir string) int64 {
	var stat syscall.Statfs_t
	if syscall.Statfs(dir, &stat) != nil {
		return -1
	}
	return int64(stat.Bavail) * int64(stat.Bsize)
}
