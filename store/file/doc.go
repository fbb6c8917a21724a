// Package file keeps checked values in one file. It knows no answer, no session and
// no screen: what is special about what is kept comes in as a [Schema].
//
// # A file
//
// [Open] runs its checks in the order in which each can rely on those before it:
// what lies at the path, the lock that keeps other windows out, every page, whose
// file it is, and whether it is older than it was when it was last seen here. What
// goes wrong is a *problem.Problem, and the file stays as it was.
//
// A [File] has one writer. [File.Update] hands it a change, which is applied as one
// transaction and returns when it is on the disk; [File.Save] also lets the caller
// learn on the writer what became of it. [File.Read] reads; [File.ReadOnWriter] is
// for what runs on the writer already, and [File.ReadRaw] for what needs no key.
//
// # A value
//
// Every value lies in an envelope with a checksum over its bucket, its key and
// itself, and a [Tag] that says what it is; see [Tx.Put] and [Codec.DecodeAs]. In a
// sealed file it is sealed besides. A key is bytes; what of it sealing hides is asked
// of [Codec.Hide].
//
// # Copies
//
// [File.Snapshot], [File.Backup] and [File.SnapshotIfDue] make verified copies,
// [Verify] reads one from its first page to its last value, and [Restore] puts one
// in the place of the file. [File.Rewrite] makes the file anew, entry by entry, so
// that nothing stays of what was dropped. [ReadDamaged] goes through what is left of
// a file that cannot be opened.
package file
