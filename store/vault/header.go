package vault

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// MaxHeader is the largest size of a header, in bytes.
const MaxHeader = 1024

const (
	firstWords     = "goldenthread vault "
	firstLine      = firstWords + "1"
	wordPassphrase = "passphrase argon2id"
	wordRecovery   = "recovery hkdf-sha256"
	wordMAC        = "mac"

	purposeRecovery = "goldenthread vault 1 recovery"
)

// ErrHeader is the error of a header that this version cannot read. The others wrap
// it: a header of a later version, and one that asks for too much.
var (
	ErrHeader = errors.New("vault: its header cannot be read")
	ErrNewer  = fmt.Errorf("%w: it is of a newer version", ErrHeader)
	ErrCost   = fmt.Errorf("%w: it asks for too much memory or time", ErrHeader)
)

// Header is the readable part of a vault: two slots, each with the data key
// wrapped in its own way, and a keyed hash over both, so that neither can be
// dropped or swapped unseen. It holds no secret.
type Header struct {
	passphrase slot
	recovery   slot
	mac        [sha256.Size]byte
}

// slot holds the data key, wrapped under one key.
type slot struct {
	cost Cost // of a passphrase; zero for the recovery key, which needs none
	salt [saltSize]byte
	box  [boxSize]byte // the wrapped data key
}

// encoding takes each value in one form only.
func encoding() *base64.Encoding { return base64.RawStdEncoding.Strict() }

// start returns the slot's line up to the wrapped key. It is bound to the key.
func (s *slot) start() string {
	salt := encoding().EncodeToString(s.salt[:])
	if s.cost == (Cost{}) {
		return wordRecovery + " " + salt + " "
	}
	return fmt.Sprintf("%s m=%d t=%d p=%d %s ", wordPassphrase, s.cost.Memory, s.cost.Passes, s.cost.Lanes, salt)
}

// authenticated returns the bytes that the keyed hash covers.
func (h *Header) authenticated() []byte {
	var b bytes.Buffer
	b.WriteString(firstLine + "\n")
	for _, s := range []*slot{&h.passphrase, &h.recovery} {
		b.WriteString(s.start() + encoding().EncodeToString(s.box[:]) + "\n")
	}
	return b.Bytes()
}

// Text returns the header as a file holds it: four lines of ASCII.
func (h *Header) Text() []byte {
	return append(h.authenticated(), wordMAC+" "+encoding().EncodeToString(h.mac[:])+"\n"...)
}

// ParseHeader reads a header in the one form that Text writes. A header that asks for
// too much is refused here, with ErrCost, before any key is derived. One of a later
// version is ErrNewer, whatever else is in it. Every error wraps ErrHeader.
func ParseHeader(text []byte) (*Header, error) {
	lines := strings.Split(string(text[:min(len(text), MaxHeader+1)]), "\n")
	if isNewer(lines[0]) {
		return nil, ErrNewer
	}
	if len(text) > MaxHeader || len(lines) != 5 {
		return nil, ErrHeader
	}
	if lines[0] != firstLine {
		return nil, fmt.Errorf("%w: it begins with another line than %q", ErrHeader, firstLine)
	}
	var h Header
	if err := h.passphrase.parse(lines[1], wordPassphrase, true); err != nil {
		return nil, err
	}
	if err := h.recovery.parse(lines[2], wordRecovery, false); err != nil {
		return nil, err
	}
	mac, _ := strings.CutPrefix(lines[3], wordMAC+" ")
	if !decode(h.mac[:], mac) || !bytes.Equal(h.Text(), text) {
		return nil, ErrHeader
	}
	return &h, nil
}

// isNewer reports whether the first line names a version after this one.
func isNewer(line string) bool {
	version, named := strings.CutPrefix(line, firstWords)
	n, err := strconv.ParseUint(version, 10, 32)
	return named && err == nil && n > 1 && version == strconv.FormatUint(n, 10)
}

func (s *slot) parse(line, word string, costs bool) error {
	rest, _ := strings.CutPrefix(line, word+" ")
	fields := strings.Split(rest, " ")
	if costs && len(fields) == 5 {
		if err := s.cost.parse(fields[:3]); err != nil {
			return err
		}
		fields = fields[3:]
	}
	if len(fields) != 2 || !decode(s.salt[:], fields[0]) || !decode(s.box[:], fields[1]) {
		return fmt.Errorf("%w: its line %q", ErrHeader, word)
	}
	return nil
}

func (c *Cost) parse(fields []string) error {
	var numbers [3]uint32
	for i, name := range []string{"m=", "t=", "p="} {
		digits, named := strings.CutPrefix(fields[i], name)
		n, err := strconv.ParseUint(digits, 10, 32)
		if !named || err != nil {
			return fmt.Errorf("%w: its cost %q", ErrHeader, fields[i])
		}
		numbers[i] = uint32(n)
	}
	*c = Cost{Memory: numbers[0], Passes: numbers[1], Lanes: numbers[2]}
	return c.validate()
}

func decode(into []byte, text string) bool {
	if encoding().DecodedLen(len(text)) != len(into) {
		return false
	}
	n, err := encoding().Decode(into, []byte(text))
	return err == nil && n == len(into)
}

// Create makes a vault with a new data key.
func Create(passphrase []byte, cost Cost) (keys *Keys, h *Header, recovery RecoveryKey, err error) {
	vanishing(func() { keys, h, recovery, err = newVault(passphrase, cost) })
	return keys, h, recovery, err
}

func newVault(passphrase []byte, cost Cost) (*Keys, *Header, RecoveryKey, error) {
	keys := newKeys(random(make([]byte, keySize)))
	var recovery RecoveryKey
	random(recovery[:])
	h := new(Header)
	random(h.recovery.salt[:])
	err := h.recovery.wrap(h.recovery.recoveryKey(recovery), keys)
	if err == nil {
		h, err = h.rewrap(keys, passphrase, cost)
	}
	if err != nil {
		keys.Wipe()
		return nil, nil, RecoveryKey{}, err
	}
	return keys, h, recovery, nil
}

// Rewrap returns a header that a new passphrase opens. The data key and the
// recovery key stay what they are, and h does, too.
func (h *Header) Rewrap(keys *Keys, passphrase []byte, cost Cost) (renewed *Header, err error) {
	vanishing(func() { renewed, err = h.rewrap(keys, passphrase, cost) })
	return renewed, err
}

func (h *Header) rewrap(keys *Keys, passphrase []byte, cost Cost) (*Header, error) {
	if err := cost.validate(); err != nil {
		return nil, err
	}
	if len(passphrase) == 0 {
		return nil, errors.New("vault: a passphrase has at least one character")
	}
	release, err := keys.hold()
	if err != nil {
		return nil, err
	}
	defer release()
	renewed := &Header{recovery: h.recovery, passphrase: slot{cost: cost}}
	random(renewed.passphrase.salt[:])
	if err := renewed.passphrase.wrap(renewed.passphrase.passphraseKey(passphrase), keys); err != nil {
		return nil, err
	}
	copy(renewed.mac[:], sum(keys.headerKey(), renewed.authenticated()))
	return renewed, nil
}

// Unlock opens the vault with its passphrase. ErrWrong means that it is another
// one, ErrAltered that the header was tampered with.
func (h *Header) Unlock(passphrase []byte) (keys *Keys, err error) {
	vanishing(func() { keys, err = h.open(&h.passphrase, h.passphrase.passphraseKey(passphrase)) })
	return keys, err
}

// Recover opens the vault with its recovery key; its errors are those of Unlock.
func (h *Header) Recover(key RecoveryKey) (keys *Keys, err error) {
	vanishing(func() { keys, err = h.open(&h.recovery, h.recovery.recoveryKey(key)) })
	return keys, err
}

// OpenTyped opens the vault with a typed text: a passphrase or a recovery key.
// Its errors are those of Unlock; what can only be a recovery key with one mistake
// in it is a *Mistake.
func (h *Header) OpenTyped(typed []byte) (*Keys, error) {
	recovery, mistyped := ParseRecoveryKey(typed)
	if mistyped == nil {
		if keys, err := h.Recover(recovery); !errors.Is(err, ErrWrong) {
			return keys, err
		}
	}
	keys, err := h.Unlock(typed)
	var mistake *Mistake
	if errors.Is(err, ErrWrong) && errors.As(mistyped, &mistake) && mistake.Group > 0 {
		return nil, mistake
	}
	return keys, err
}

func (h *Header) open(s *slot, kek []byte) (*Keys, error) {
	defer clear(kek)
	data, err := decrypt(s.box[:], kek, []byte(s.start()))
	if errors.Is(err, ErrAltered) {
		return nil, ErrWrong
	}
	if err != nil {
		return nil, err
	}
	keys := newKeys(data)
	if !hmac.Equal(h.mac[:], sum(keys.headerKey(), h.authenticated())) {
		keys.Wipe()
		return nil, fmt.Errorf("%w: the header", ErrAltered)
	}
	return keys, nil
}

// Same reports whether two headers are of one vault: values that are sealed in
// one open in the other, whatever its passphrase is now.
func (h *Header) Same(other *Header) bool { return h.recovery == other.recovery }

// Fits reports whether keys open this vault.
func (h *Header) Fits(keys *Keys) bool {
	release, err := keys.hold()
	if err != nil {
		return false
	}
	defer release()
	return hmac.Equal(h.mac[:], sum(keys.headerKey(), h.authenticated()))
}

// wrap puts the data key into the slot, under a key that it wipes.
func (s *slot) wrap(kek []byte, keys *Keys) error {
	defer clear(kek)
	_, err := encrypt(random(s.box[:nonceSize]), kek, keys.dataKey(), []byte(s.start()))
	return err
}

// recoveryKey needs no slow hash: nobody guesses 160 random bits.
func (s *slot) recoveryKey(key RecoveryKey) []byte { return derive(key[:], s.salt[:], purposeRecovery) }
