//go:build !race

package e2e

import (
	"bufio"
	"bytes"
	"crypto/hkdf"
	crand "crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/chacha20poly1305"

	"goldenthread/store"
	"goldenthread/store/vault"
)

// memory calls visit with every piece of memory of a process that it can write to,
// in chunks that overlap.
func memory(pid int, overlap int, visit func(chunk []byte)) error {
	maps, err := os.Open(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		return err
	}
	defer maps.Close()
	mem, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		return err
	}
	defer mem.Close()
	buf := make([]byte, 1<<20)
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		var from, to int64
		var mode string
		if _, err := fmt.Sscanf(lines.Text(), "%x-%x %s", &from, &to, &mode); err != nil || !strings.HasPrefix(mode, "rw") {
			continue
		}
		for at := from; at < to; at += int64(len(buf) - overlap) {
			n, err := mem.ReadAt(buf[:min(int64(len(buf)), to-at)], at)
			if n == 0 && err != nil {
				break // the kernel's own pages cannot be read
			}
			visit(buf[:n])
		}
	}
	return nil
}

// keysOf works out, as docs/vault.md says, all keys of a vault.
func keysOf(t *testing.T, header []byte, passphrase string) map[string][]byte {
	t.Helper()
	lines := strings.Split(string(header), "\n")
	words := strings.Fields(lines[1])
	number := func(word string) uint32 { n, _ := strconv.ParseUint(word[2:], 10, 32); return uint32(n) }
	unbase64 := func(s string) []byte {
		b, err := base64.RawStdEncoding.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	wrapping := argon2.IDKey([]byte(passphrase), unbase64(words[5]), number(words[3]), number(words[2]), uint8(number(words[4])), 32)
	aead, err := chacha20poly1305.NewX(wrapping)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.LastIndex(lines[1], " ") + 1
	box := unbase64(lines[1][at:])
	data, err := aead.Open(nil, box[:24], box[24:], []byte(lines[1][:at]))
	if err != nil {
		t.Fatal(err)
	}
	once, err := chacha20.HChaCha20(wrapping, box[:16])
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string][]byte{"wrapping": wrapping, "wrapping (for this box)": once, "data": data}
	for _, purpose := range []string{"values", "names", "header"} {
		if keys[purpose], err = hkdf.Key(sha256.New, data, nil, "goldenthread vault 1 "+purpose, 32); err != nil {
			t.Fatal(err)
		}
	}
	return keys
}

// flipped returns bytes as they lie in memory for a keyed hash: combined with its pad.
func flipped(b []byte, pad byte) []byte {
	x := bytes.Clone(b)
	for i := range x {
		x[i] ^= pad
	}
	return x
}

// wide returns a text as it lies in memory as a slice of runes.
func wide(s string) (b []byte) {
	for _, r := range s {
		b = binary.LittleEndian.AppendUint32(b, uint32(r))
	}
	return b
}

// partsOf returns a passphrase and its two ends, by what they are.
func partsOf(passphrase string) map[string][]byte {
	const end = 12
	return map[string][]byte{
		"the passphrase": []byte(passphrase), "the passphrase in runes": wide(passphrase),
		"its beginning": []byte(passphrase[:end]), "its end": []byte(passphrase[len(passphrase)-end:]),
	}
}

// halvesOf returns both halves of every key of a vault, as they are and as keyed hashes
// hold them, by what they are.
func halvesOf(t *testing.T, header []byte, passphrase string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for name, key := range keysOf(t, header, passphrase) {
		for i, half := range [][]byte{key[:len(key)/2], key[len(key)/2:]} {
			what := fmt.Sprintf("half %d of the %s key", i+1, name)
			all[what], all[what+", padded"], all[what+", padded outside"] = half, flipped(half, 0x36), flipped(half, 0x5C)
		}
	}
	return all
}

// found counts what is in the memory of the program.
func (x *terminal) found(what map[string][]byte) map[string]int {
	x.t.Helper()
	n := map[string]int{}
	longest := 0
	for _, text := range what {
		longest = max(longest, len(text))
	}
	err := memory(x.cmd.Process.Pid, longest, func(chunk []byte) {
		for name, text := range what {
			if times := bytes.Count(chunk, text); times > 0 {
				n[name] += times
			}
		}
	})
	if err != nil {
		x.t.Skipf("SKIPPED: only root may look through the memory of the program: %v", err)
	}
	return n
}

// Locked, the program holds no part of a key, and nothing of a passphrase that was
// typed. How many copies of words there still are is only said, and what is left of a
// passphrase that came in one piece: it went through registers, which the system saves
// in the memory of the program when it interrupts it.
func TestMemoryOfALockedProgram(t *testing.T) {
	for name, give := range map[string]func(x *terminal, passphrase string){
		"typed": func(x *terminal, passphrase string) {
			for i := range len(passphrase) {
				x.keys(passphrase[i : i+1])
				x.until("another dot", func(s screen) bool { return strings.Count(s.text(), "●") == i+1 })
			}
		},
		"pasted": func(x *terminal, passphrase string) { x.paste(passphrase) },
	} {
		t.Run(name, func(t *testing.T) { memoryOfALockedProgram(t, give, name == "typed") })
	}
}

func memoryOfALockedProgram(t *testing.T, give func(x *terminal, passphrase string), typed bool) {
	m := newMachine(t)
	passphrase := "kettle " + strings.ToLower(crand.Text()) // of this run: in no program and in no file
	var header []byte
	m.write(func(st *store.Store) error {
		keys, made, _, err := vault.Create([]byte(passphrase), vault.CostHere())
		if err != nil {
			return err
		}
		header = made.Text()
		return st.Seal(made, keys)
	})
	x := m.start(80, 24, "open", mastery+"/notice")
	x.want("Your workbook is sealed.")
	give(x, passphrase)
	x.keys("<enter>")
	x.want("   Notice", "Where in the last two weeks")
	for i := range len(marker) {
		x.keys(marker[i : i+1])
		x.want(marker[:i+1])
	}
	x.saved(marker)
	sought, said := halvesOf(t, header, passphrase), partsOf(passphrase)
	if typed {
		maps.Copy(sought, said)
	}
	said["copies of a word"] = []byte(marker)
	if open := x.found(sought); open["half 1 of the data key"] == 0 {
		t.Errorf("the search does not even find the key of an open workbook: %v", open)
	}
	open := x.found(said)
	x.keys("<ctrl+l>")
	x.want("Locked. Everything that you typed is saved.")
	x.scrubbed(sought)
	t.Logf("open %v, locked %v", open, x.found(said))
	x.keys(passphrase + "<enter>")
	x.want(marker)
}

// scrubbed waits until the program has cleared its memory, which it does after it has
// drawn that it is locked, and fails if that never comes.
func (x *terminal) scrubbed(sought map[string][]byte) {
	x.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		left := x.found(sought)
		if len(left) == 0 {
			return
		}
		if time.Now().After(deadline) {
			x.t.Fatalf("locked, it still holds %v", left)
		}
	}
}
