package disk

import (
	"syscall"
	"unsafe"
)

// FreeSpace returns how many bytes are free where a folder is; below 0 if that
// is not known.
func FreeSpace(dir string) int64 {
	name, err := syscall.UTF16PtrFromString(dir)
	if err != nil {
		return -1
	}
	var free uint64
	ok, _, _ := syscall.NewLazyDLL("kernel32.dll").NewProc("GetDiskFreeSpaceExW").Call(
		uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(&free)), 0, 0)
	if ok == 0 {
		return -1
	}
	return int64(free)
}
