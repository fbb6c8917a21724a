//go:build !unix

package terminal

// watch does nothing: no program is stopped here.
func (p *Program) watch() (stop func()) { return func() {} }
