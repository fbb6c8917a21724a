package related

import "testing"

func TestNetworkNamed(t *testing.T) {
	for magic, want := range map[uint32]string{
		0x6969: "NFS", 0xFF534D42: "a Windows share", 0x01021997: "9p",
		0xEF53: "", 0x01021994: "", 0x65735546: "", // ext4, tmpfs, FUSE: that is also an NTFS disk of one's own
	} {
		if got := networkNamed(magic); got != want {
			t.Errorf("%#x: %q, want %q", magic, got, want)
		}
	}
}
