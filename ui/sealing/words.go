package sealing

import (
	"fmt"

	"goldenthread/store/vault"
	"goldenthread/ui/phrase"
)

// The sentences of the ceremony, in its order.
const (
	Choose    = "Choose a passphrase."
	Good      = "Four or five words that do not belong together make a good one, if you can remember them."
	Different = "These were two different ones. Once more from the beginning."
	Key       = "This is your recovery key."
	WriteDown = "It opens the workbook if you forget the passphrase. Write it down on paper, now, and keep it where nobody finds it by chance. It is not shown again once the workbook is sealed, and it is stored nowhere."
	Sealed    = "Sealed: every value was read again."
	Protected = "Everything in the workbook itself can be read only with your passphrase."
	AskedFor  = "From now on the passphrase is asked for at every start."
	Unreached = "A disk may keep blocks of deleted files for a while, and backups, sync services and exports still hold what they hold."
)

// Strength says how good a passphrase is, and why.
func Strength(passphrase []byte) string {
	strength := vault.StrengthOf(passphrase)
	return "It is " + strength.Word + ": " + strength.Why + "."
}

// Unfit says why something cannot be a passphrase.
func Unfit(why error) string {
	return "That cannot be your passphrase: " + why.Error() + ". You could not type it everywhere. Once more from the beginning."
}

// Ask asks for a group of the recovery key, without a stop at its end.
func Ask(group int) string {
	return fmt.Sprintf("Type group %d of the nine, from your paper", group)
}

// NotGroup says that something else was typed, without a stop at its end.
func NotGroup(group int) string {
	return fmt.Sprintf("That is not group %d. Look again", group)
}

// Mistake says which group of a recovery key is wrong.
func Mistake(m *vault.Mistake) string {
	if m.Group == 0 {
		return "That is no recovery key: " + m.Why + "."
	}
	return fmt.Sprintf("Look at group %d again: %s.", m.Group, m.Why)
}

// Deleted says how many files were deleted.
func Deleted(files int) string { return phrase.Count(files, "file") + " deleted." }
