package console

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
)

// Where two ends meet at a port, anybody on the computer may be at the other end:
// a port that a killed session has left can be had by the next who asks for it. So
// the word itself is never sent. The console sends a number drawn at random; the
// session answers with one of its own and with what only the word makes of both;
// then the console does the same, and only then anything else is sent.

// errWord reports that the other end does not know the word.
var errWord = errors.New("console: the other end does not know the word")

// mostHello bounds a line of the greeting, in bytes: a number and a proof, in hex.
const mostHello = 200

// ask proves to a session that this end knows the word, once the session has. Where
// nobody answers in time the connection is closed, and the error is a net.ErrClosed.
func ask(conn net.Conn, word string) error {
	late, cancel := context.WithTimeout(context.Background(), dialWait)
	defer cancel()
	defer context.AfterFunc(late, func() { _ = conn.Close() })()
	mine := draw()
	if _, err := fmt.Fprintln(conn, mine); err != nil {
		return err
	}
	answer, err := hello(conn)
	theirs, proof, ok := strings.Cut(answer, " ")
	if err != nil || !ok || !proves(proof, word, "session", mine, theirs) {
		return errors.Join(errWord, err)
	}
	_, err = fmt.Fprintln(conn, prove(word, "console", mine, theirs))
	return err
}

// admit reports whether who has come knows the word, where there is one. It waits for
// as long as the connection is there.
func admit(conn net.Conn, r *bufio.Reader, word string) bool {
	if word == "" {
		return true
	}
	theirs, err := hello(r)
	if err != nil {
		return false
	}
	mine := draw()
	if _, err := fmt.Fprintln(conn, mine+" "+prove(word, "session", theirs, mine)); err != nil {
		return false
	}
	proof, err := hello(r)
	return err == nil && proves(proof, word, "console", theirs, mine)
}

func draw() string {
	number := make([]byte, wordSize)
	_, _ = rand.Read(number) // it never fails
	return hex.EncodeToString(number)
}

// hello reads a line of the greeting, and not a byte of what follows it.
func hello(r io.Reader) (string, error) {
	var line []byte
	one := make([]byte, 1)
	for len(line) < mostHello {
		if _, err := io.ReadFull(r, one); err != nil {
			return "", err
		}
		if one[0] == '\n' {
			return strings.TrimSpace(string(line)), nil
		}
		line = append(line, one[0])
	}
	return "", errWord
}

// prove returns what only the word makes of the numbers of both ends, for one of
// them.
func prove(word, end, console, session string) string {
	sum := hmac.New(sha256.New, []byte(word))
	fmt.Fprintf(sum, "%s\n%s\n%s", end, console, session)
	return hex.EncodeToString(sum.Sum(nil))
}

func proves(proof, word, end, console, session string) bool {
	return hmac.Equal([]byte(proof), []byte(prove(word, end, console, session)))
}
