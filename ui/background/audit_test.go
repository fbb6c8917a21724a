package background

import (
	"slices"
	"testing"
	"time"

	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
)

// A workbook that is well is read once, after a second, and nothing is said.
func TestAuditFindsNothing(t *testing.T) {
	d := newDriver(t)
	if err := d.write("The boiler log."); err != nil {
		t.Fatal(err)
	}
	d.task = NewAudit(d.env)
	d.run(d.task.Start())
	if !slices.Equal(d.pauses, []time.Duration{time.Second}) {
		t.Errorf("pauses %v", d.pauses)
	}
	d.rest()
	d.wantNothing()
	if len(d.pauses) > 0 {
		t.Errorf("pauses %v after it", d.pauses)
	}
}

// What is damaged goes to the screens; where home is not seen, the footer says it.
func TestAuditFindsDamage(t *testing.T) {
	d := newDriver(t)
	d.task = NewAudit(d.env)
	found := []*store.Damage{{Bucket: "rev"}}
	d.send(auditedMsg{found})
	o := d.outcome()
	if news, ok := o.News.(nav.Damaged); !ok || !slices.Equal(news.Found, found) || o.Detail != (route.Home{}) || len(o.Warning) == 0 {
		t.Errorf("%+v", o)
	}
}

// A workbook that was locked meanwhile shows nothing of it.
func TestAuditOfALockedWorkbook(t *testing.T) {
	d := newDriver(t)
	d.seal()
	if err := d.env.Store.Lock(); err != nil {
		t.Fatal(err)
	}
	d.task = NewAudit(d.env)
	d.send(auditedMsg{[]*store.Damage{{Bucket: "rev"}}})
	d.wantNothing()
}
