package private

import (
	"os"
	"testing"
	"time"

	"goldenthread/ui/nav"
	"goldenthread/ui/privacy"
	"goldenthread/ui/route"
	"goldenthread/ui/screen/screentest"
)

// A choice is kept in the workbook, and counts at once.
func TestPrivacy(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Open(route.Privacy{})
	d.Want("Hide when you leave this window off", "Keep it under a passphrase off")
	d.WantNot("Lock when you touch no key", "Close your files to others")
	d.Press("enter")
	d.Want("Hide when you leave this window on")
	if kept, err := d.Env.Store.Setting(privacy.HideOnBlur); err != nil || kept != privacy.On || !d.Env.HideOnBlur {
		t.Errorf("kept: %q, %v; it hides: %t", kept, err, d.Env.HideOnBlur)
	}
	d.Press("enter")
	d.Want("Hide when you leave this window off")
	d.Press("down", "enter")
	d.WantPush(route.Seal{})
	d.WantFit()
}

func TestPrivacySealed(t *testing.T) {
	d := screentest.New(t, Screens())
	seal(t, d)
	d.Open(route.Privacy{})
	d.Want("Give ctrl+o to your own editor off", "Lock when you touch no key never")
	d.Press("down", "enter", "down", "enter")
	d.Want("Give ctrl+o to your own editor on", "Lock when you touch no key after a minute")
	d.Press("enter")
	d.Want("after 5 minutes")
	if d.Env.LockAfter != 5*time.Minute {
		t.Errorf("it locks after %v", d.Env.LockAfter)
	}
}

// Files that others may read are closed to them.
func TestPrivacyRestrictsPermissions(t *testing.T) {
	d := screentest.New(t, Screens())
	if err := os.Chmod(d.Path, 0o644); err != nil {
		t.Fatal(err)
	}
	d.Open(route.Privacy{})
	d.Want("Close your files to others")
	d.Press("down", "enter")
	d.WantNot("Close your files to others")
	if info, err := os.Stat(d.Path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// A choice that cannot be kept is reported, and does not count.
func TestPrivacyReports(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Open(route.Privacy{})
	if err := d.Env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	d.Press("enter")
	if _, reported := d.Move().(nav.Report); !reported || d.Env.HideOnBlur {
		t.Errorf("reported: %t; it hides: %t", reported, d.Env.HideOnBlur)
	}
}
