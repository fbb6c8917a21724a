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
	s := p.Step()
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
	w.decorate = func(int) {
		main.Below = w.ask(p, main.Min)
		if lines, err := w.then(first, !isEmpty(main)); err == nil && len(lines) > 0 {
			main.Below = append(append([]string{""}, lines...), main.Below...)
		}
		if p.Stage == content.Challenge {
			fields[1].Above = append([]string{}, w.prose(content.ReasonsPrompt, theme.Loud)...)
			fields[2].Above = []string{}
			fields[2].Gap = true
		}
	}
	return w, nil
}

// ask sets the question over the field, with what helps to begin. In a low
// window the question and the field come first, and the rest is returned, to
// stand under the field.
func (w *writing) ask(p Place, rows int) (below []string) {
	s := p.Step()
	var before []string
	if p.Stage == content.Challenge {
		before = w.prose(content.StepBackPrompt, theme.Quiet)
	}
	question := w.prose(string(s.Prompt), theme.Loud)
	help := w.prose(string(s.Help), theme.Body)
	if p.Unit.Privacy {
		help = paragraphs(help, w.prose("Roles or initials only, and nothing that could identify a child.", theme.Quiet))
	}
	w.form.Head = paragraphs(before, question, help)
	if len(w.form.Head)+1+rows <= w.height {
		return nil
	}
	w.form.Head = question
	return append([]string{""}, paragraphs(help, before)...)
}

// paragraphs sets blocks of lines one blank line apart.
func paragraphs(blocks ...[]string) []string {
	var lines []string
	for _, b := range blocks {
		if len(b) > 0 && len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, b...)
	}
	return lines
}
