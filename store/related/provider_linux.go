package related

import "syscall"

// networkOf names the file system of the network that a folder is on.
func networkOf(dir string) string {
	var stat syscall.Statfs_t
	if syscall.Statfs(dir, &stat) != nil {
		return ""
	}
	return networkNamed(uint32(stat.Type))
}

// networkNamed goes by the numbers of statfs(2).
func networkNamed(magic uint32) string {
	switch magic {
	case 0x6969:
		return "NFS"
	case 0xFF534D42, 0xFE534D42, 0x517B:
		return "a Windows share"
	case 0x01021997:
		return "9p"
	case 0x5346414F:
		return "AFS"
	case 0x00C36400:
		return "Ceph"
	}
	return ""
}
