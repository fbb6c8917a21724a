package vault

import (
	"fmt"
	"runtime/debug"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Cost holds the parameters of argon2id: the cost of trying one passphrase.
type Cost struct {
	Memory uint32 // in KiB
	Passes uint32
	Lanes  uint32
}

// A header may ask for twice the memory and twice the work that this program asks
// for, so that one that was made to use up the memory of the computer cannot.
const (
	mostMemory = 512 << 10 // KiB
	mostPasses = 16
	mostLanes  = 16
	mostWork   = 3 * mostMemory // passes over one KiB

	worthFreeing = 16 << 10 // KiB that are not needed again

	smallMachine = 2 << 30 // bytes
)

// CostHere returns the right cost for this computer: 256 MiB, or 64 MiB where
// there is less than 2 GB of memory.
func CostHere() Cost { return costFor(machineMemory()) }

// costFor returns the cost for a computer with so many bytes of memory. memory is 0 if
// that is not known.
func costFor(memory uint64) Cost {
	if memory > 0 && memory < smallMachine {
		return Cost{Memory: 64 << 10, Passes: 3, Lanes: 4}
	}
	return Cost{Memory: 256 << 10, Passes: 3, Lanes: 4}
}

// validate refuses what argon2id cannot do, and what would let a file use up the
// memory of the computer or keep it busy for minutes.
func (c Cost) validate() error {
	switch {
	case c.Memory > mostMemory, c.Passes > mostPasses, c.Lanes > mostLanes, c.Memory*c.Passes > mostWork:
		return fmt.Errorf("%w: %d KiB, %d passes and %d lanes", ErrCost, c.Memory, c.Passes, c.Lanes)
	case c.Passes < 1, c.Lanes < 1, c.Memory < 8*c.Lanes:
		return fmt.Errorf("%w: it asks for %d KiB of memory, %d passes and %d lanes, which is too little",
			ErrHeader, c.Memory, c.Passes, c.Lanes)
	}
	return nil
}

// passphraseKey takes the time that trying a passphrase shall take. Letters that
// look the same but are typed differently on another computer are the same here.
func (s *slot) passphraseKey(passphrase []byte) []byte {
	normal := normalised(passphrase)
	kek := argon2.IDKey(normal, s.salt[:], s.cost.Passes, s.cost.Memory, uint8(s.cost.Lanes), keySize)
	clear(normal)
	if s.cost.Memory >= worthFreeing {
		debug.FreeOSMemory()
	}
	return kek
}

// normalised returns a passphrase of which letters that look the same are the same
// bytes. The caller clears it: it has room for the worst case, so that it never
// moves.
func normalised(passphrase []byte) []byte {
	const worst = 18 // bytes of one, for U+FDFA
	return norm.NFKC.Append(make([]byte, 0, worst*len(passphrase)), passphrase...)
}
