// Package store keeps what people answered: a workbook.
//
// It knows the IDs of package content and no text of a prompt of its own, no screen,
// no group's session (that is store/session) and no way to draw anything. What the
// answers amount to is counted in store/insight.
//
// # Opening and closing
//
// [Open] makes a workbook on first use and opens it; whatever goes wrong is a
// *[Problem], and the file stays as it was. [Store.Close] lets the saves finish. A
// call that writes returns only after the words are on the disk. A call that reads
// returns copies and keeps no transaction open.
//
// # Answers
//
// A [Slot] is one place to answer: a step and a field of it. What was answered is a
// [Body], and its [Kind] says which member of it is set; the row of a kind is a
// [KindSpec], and [DefaultKinds] are those of the program.
//
// While somebody types, [Store.PutDraft] overwrites the [Draft] of the slot. When the
// slot is left, [Store.Add] makes a [Revision] of it, which is written once and never
// changed, and the draft goes. [Store.Latest], [Store.LatestOf], [Store.Current] and
// [Store.History] read revisions; [Store.Draft] and [Store.Drafts] what is not
// finished. The words of the question are kept beside, once; see [Store.Wording].
//
// [Store.Share] marks how far a revision may go. [Store.Place] and [Store.Setting]
// keep where the person was, and what was chosen.
//
// # When something goes wrong
//
// Words that could not be saved go into a recovery journal: the error of the save is
// an *[Unsaved], and [Kept] tells whether the journal has them. [Store.SaveUnsaved]
// tries again, [Store.SaveAs] goes on in another file, and at the next start
// [Store.Recoveries] and [Store.Recover] bring them back.
//
// A value that is not as it was written is a *[Damage]; every other one stays
// readable. [Store.Audit] finds all of them, [Examine] looks at a workbook without
// opening it for writing, [Restore] puts a snapshot in its place, and [Salvage] makes
// a new workbook of what is left of one.
//
// # Copies, deleting, sealing
//
// [Store.SnapshotIfDue] makes verified copies, [Store.Record] and [Store.Import] carry
// answers from one workbook to another. [Store.Forget] deletes, and leaves a
// [Tombstone] so that nothing comes back; [Store.CopiesWithDeleted] and [Store.Purge]
// are about the copies. [Store.Seal] lays a passphrase on the workbook, [Store.Unlock]
// and [Store.Lock] open and close it, and [Store.UnsealedCopies] tells what the
// passphrase does not protect.
//
// # Where to read on
//
// store.go is the workbook as it is opened, kind.go the table of kinds, schema.go what
// the file below has to know of a workbook. The file itself, with its lock, its one
// writer and its checksums, is package store/file; the names of what lies beside it
// are in store/related. docs/workbook-file.md has every bucket and byte.
//
// [ID], [Problem], [Holder], [Damage], [Older] and [Unrestorable] are types of the
// packages below; they have their names here, too, because whoever uses a workbook
// gets them from it.
package store
