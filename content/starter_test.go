package content

import "testing"

func TestSplitPlan(t *testing.T) {
	for _, tt := range []struct {
		plan, when, will string
		ok               bool
	}{
		{"When I open our next team meeting, I will say one thing.", "I open our next team meeting", "say one thing", true},
		{"When the bell goes, at three, I will walk, and listen", "the bell goes, at three", "walk, and listen", true},
		{"  when it rains, I will stay in . ", "it rains", "stay in", true},
		{"When it rains, I'll stay in.", "it rains", "stay in", true},
		{"When it\nrains, I\nwill stay in.", "it\nrains", "stay in", true},
		{"When it rains, I will read, and when it stops, I will walk.", "it rains", "read, and when it stops, I will walk", true},
		{"When it rains I will stay in.", "", "", false},
		{"I will stay in when it rains.", "", "", false},
		{"Whenever it rains, I will stay in.", "", "", false},
		{"When , I will stay in.", "", "", false},
		{"When it rains, I will .", "", "", false},
		{"", "", "", false},
	} {
		when, will, ok := SplitPlan(tt.plan)
		if when != tt.when || will != tt.will || ok != tt.ok {
			t.Errorf("SplitPlan(%q) = %q, %q, %v; expected %q, %q, %v", tt.plan, when, will, ok, tt.when, tt.will, tt.ok)
		}
	}
}
