package step

import (
	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/component/form"
	"goldenthread/ui/env"
	"goldenthread/ui/theme"
)

// newWrite makes the steps that are answered in writing: notice, interpret and
// challenge. Challenge offers a step back and asks for two reasons, never more.
func newWrite(e *env.Env, p Place) (Step, error) {
	s := p.step()
	main := newField(e, store.FieldAnswer, 4)
	main.Fill = true
	fields := []*form.Field{main}
	if p.Stage == content.Challenge {
		fields = append(fields, newField(e, store.FieldReason1, 2), newField(e, store.FieldReason2, 2))
	}
	w := newWriting(e, p, fields...)
	first, err := w.ownText(main, string(s.Prompt))
	if err != nil {
		return nil, err
	}
	for _, f := range fields[1:] {
		if _, err := w.ownText(f, content.ReasonsPrompt); err != nil {
			return nil, err
		}
	}
	w.dress = func(int) {
		w.form.Head = w.question(p)
		main.Below = nil
		if lines, err := w.then(first, !isBlank(main.Editor.Text())); err == nil && len(lines) > 0 {
			main.Below = append([]string{""}, lines...)
		}
		if p.Stage == content.Challenge {
			fields[1].Above = append([]string{}, w.prose(content.ReasonsPrompt, theme.Loud)...)
			fields[2].Above = []string{}
			fields[2].Gap = true
		}
	}
	return w, nil
}

// question is a prompt with what helps to begin.
func (w *writing) question(p Place) []string {
	var lines []string
	s := p.step()
	if p.Stage == content.Challenge {
		lines = append(lines, w.prose(content.StepBackPrompt, theme.Quiet)...)
		lines = append(lines, "")
	}
	lines = append(lines, w.prose(string(s.Prompt), theme.Loud)...)
	if s.Help != "" {
		lines = append(lines, "")
		lines = append(lines, w.prose(string(s.Help), theme.Body)...)
	}
	if p.Unit.Privacy {
		lines = append(lines, "")
		lines = append(lines, w.prose("Roles or initials only, and nothing that could identify a child.", theme.Quiet)...)
	}
	return lines
}
