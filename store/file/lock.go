package file

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/gofrs/flock"

	"goldenthread/store/guarded"
	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// How long Open waits for another window that is just closing. Together with what
// bbolt waits that stays under two seconds.
const (
	lockWait  = time.Second
	lockRetry = 50 * time.Millisecond
)

// lock keeps other windows out: a lock on a file of its own beside the file,
// which stays put when the file itself is replaced, and a second file that
// says who holds it. They are two because on Windows a locked file cannot be
// read. The lock file is never removed: whoever waits for it would then lock a
// file that nobody else sees.
type lock struct {
	flock *flock.Flock
	owner string // path of the owner file; empty if the lock is shared
}

// acquire takes the lock, shared if the file is only read. The system frees
// the lock of a process that was killed; the owner file that it left is
// overwritten.
func acquire(path string, o Options) (*lock, error) {
	if o.Held {
		return nil, nil
	}
	if o.ReadOnly {
		return acquireShared(path)
	}
	l := &lock{flock: flock.New(related.LockPath(path), flock.SetFlag(lockFlags|os.O_CREATE)), owner: related.OwnerPath(path)}
	err := o.Disk.Ask("lock", related.LockPath(path))
	if err == nil {
		err = l.take(path, l.flock.TryLockContext)
	}
	if err != nil {
		return nil, inUse(path, err)
	}
	holder := problem.Holder{PID: os.Getpid(), Since: o.Now().Round(0)}
	holder.Host, _ = os.Hostname()
	if text, err := json.Marshal(holder); err == nil {
		// The name is a courtesy to the other window. A full disk must not keep
		// people from reading what they wrote.
		_ = guarded.Renew(l.owner, text)
	}
	return l, nil
}

// isAlone reports as an error that a process has the file itself open, which bbolt
// locks, too. It waits as for the lock. A file that is not there, or that cannot be opened, nobody has open.
func isAlone(path string) error {
	real := related.Resolve(path)
	if guarded.Judge(real) != nil {
		return nil // what is wrong with it is said elsewhere
	}
	l := flock.New(real, flock.SetFlag(os.O_RDWR|guarded.NoFollow|guarded.NoWait))
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	_, err := l.TryLockContext(ctx, lockRetry)
	if err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return errors.Join(err, l.Unlock())
}

// acquireShared makes no file: without a lock file nobody has ever written here.
// Where it cannot be opened, bbolt's own lock has to do.
func acquireShared(path string) (*lock, error) {
	l := &lock{flock: flock.New(related.LockPath(path), flock.SetFlag(lockFlags))}
	err := l.take(path, l.flock.TryRLockContext)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return nil, nil
	}
	if err != nil {
		return nil, inUse(path, err)
	}
	return l, nil
}

// lockFlags open a lock file, wherever its name leads, without waiting for anything
// but the lock.
const lockFlags = os.O_RDONLY | guarded.NoFollow | guarded.NoWait

// take waits for the lock of the file at path. What lies at the lock's name must be a
// file.
func (l *lock) take(path string, try func(context.Context, time.Duration) (bool, error)) error {
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	_, err := try(ctx, lockRetry)
	if judged := guarded.Judge(l.flock.Path()); judged != nil && !errors.Is(err, context.DeadlineExceeded) {
		_ = l.flock.Unlock()
		return &problem.Problem{Kind: problem.InTheWay, Path: path, Err: judged}
	}
	return err
}

// inUse tells a lock that could not be had in time from one that failed.
func inUse(path string, err error) error {
	if !errors.Is(err, context.DeadlineExceeded) {
		return problem.Of(path, err)
	}
	return &problem.Problem{Kind: problem.InUse, Path: path}
}

// mostBeside bounds what is read of a small file beside another, in bytes.
const mostBeside = 4 << 10

// HolderOf reads the owner file; nil if it tells nothing.
func HolderOf(path string) *problem.Holder {
	text, err := guarded.ReadOwn(related.OwnerPath(path), mostBeside)
	if err != nil {
		return nil
	}
	var holder problem.Holder
	if json.Unmarshal(text, &holder) != nil {
		return nil
	}
	return &holder
}

// Hold takes the lock of a file that is not opened, and returns what frees it. Unless
// it is only to be read, no process may have the file itself open either: the lock
// beside it may have been removed under a window.
func Hold(path string, o Options) (release func() error, err error) {
	o.Now = o.Clock()
	l, err := acquire(path, o)
	if err == nil && !o.ReadOnly {
		if err = isAlone(path); err != nil {
			err = errors.Join(inUse(path, err), l.release())
		}
	}
	if err != nil {
		return nil, withHolder(path, err)
	}
	return l.release, nil
}

// withHolder adds who has the file open.
func withHolder(path string, err error) error {
	var p *problem.Problem
	if errors.As(err, &p) && p.Kind == problem.InUse {
		p.Holder = HolderOf(path)
	}
	return err
}

// release frees the lock. A nil lock holds nothing.
func (l *lock) release() error {
	if l == nil {
		return nil
	}
	if l.owner != "" {
		_ = os.Remove(l.owner)
	}
	return l.flock.Unlock()
}
