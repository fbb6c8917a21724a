package reflection

import (
	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/env"
	"goldenthread/ui/route"
)

// settingLastStep is the setting that holds the path of the step last worked on.
const settingLastStep = "last step"

// lastStep returns the step that was last worked on, if there is one.
func lastStep(e *env.Env) (last route.Step, ok bool, err error) {
	path, err := e.Store.Setting(settingLastStep)
	if _, err = store.Unreadable(err); err != nil {
		return route.Step{}, false, err
	}
	r, found := route.Parse(e.Book, path)
	last, ok = r.(route.Step)
	return last, ok && found, nil
}

// keepLastStep keeps a step as the place to carry on from.
func keepLastStep(e *env.Env, r route.Step) error {
	if r.Stage == content.Close {
		return nil
	}
	return e.Store.SetSetting(settingLastStep, r.Path())
}
