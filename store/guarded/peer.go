package guarded

import (
	"errors"
	"net"
	"os"
	"syscall"
)

// errNoPeer is returned by peerOf where the system does not say who is there.
var errNoPeer = errors.New("the system does not say who is at the other end")

// Peer reports an error unless the process at the other end of a connection over a
// socket in a file runs as this account. Where the system does not say who that is,
// the folder of the socket has to do.
func Peer(conn net.Conn) error {
	socket, ok := conn.(syscall.Conn)
	if !ok {
		return nil
	}
	if _, ok := conn.(*net.UnixConn); !ok {
		return nil
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return err
	}
	var uid int
	var asked error
	if err := raw.Control(func(fd uintptr) { uid, asked = peerOf(int(fd)) }); err != nil {
		return err
	}
	switch {
	case errors.Is(asked, errNoPeer):
		return nil
	case asked != nil:
		return asked
	case uid != os.Geteuid():
		return ErrForeign
	}
	return nil
}
