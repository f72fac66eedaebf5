package slacksim

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Fill types into a field of the open dialog, named by its label or block id.
func (a *Actor) Fill(field, text string) {
	a.t.Helper()
	a.enter(field, func(in input) (object, error) {
		kind := str(in.element, "type")
		if kind == "datetimepicker" || strings.HasPrefix(stateFields[kind].value, "selected_") && !slices.Contains([]string{"datepicker", "timepicker"}, kind) {
			return nil, fmt.Errorf("%q is chosen, not typed", in.label)
		}
		return object{stateFields[kind].value: text}, nil
	})
}

// Choose picks an option, or a person by name, in a field of the open dialog. In checkboxes and lists of many
// it adds to what is picked.
func (a *Actor) Choose(field, option string) {
	a.t.Helper()
	a.enter(field, func(in input) (object, error) { return a.choice(in, option) })
}

func (a *Actor) choice(in input, option string) (object, error) {
	name := stateFields[str(in.element, "type")].value
	var picked any
	if strings.HasPrefix(name, "selected_user") {
		i := slices.IndexFunc(a.w.everybody(), func(p Person) bool { return p.Name == option || p.Key == option })
		if i < 0 {
			return nil, fmt.Errorf("nobody is called %q", option)
		}
		picked = a.w.everybody()[i].ID
	} else {
		all := options(in.element)
		i := slices.IndexFunc(all, func(o object) bool { return unescaper.Replace(str(o, "text", "text")) == option })
		if i < 0 {
			return nil, fmt.Errorf("%q does not offer %q", in.label, option)
		}
		picked = all[i]
	}
	if strings.HasSuffix(name, "s") {
		already, _ := in.current(a.look())[name].([]any)
		picked = append(slices.Clone(already), picked)
	}
	return object{name: picked}, nil
}

// current is what the field of the top dialog holds.
func (in input) current(s Screen) object {
	return in.value(s.Modals[len(s.Modals)-1].Typed[in.block][in.action])
}

// enter puts a value in; if the bot wants to hear of it at once, it does.
func (a *Actor) enter(field string, value func(input) (object, error)) {
	a.t.Helper()
	var top Modal
	var in input
	a.until("a dialog with a field "+field, func(s Screen) (found bool) {
		if len(s.Modals) == 0 {
			return false
		}
		top = s.Modals[len(s.Modals)-1]
		in, found = top.input(field)
		return found
	})
	v, err := value(in)
	if err == nil {
		err = a.w.enter(a.key, Action{ViewID: top.ID, Values: map[string]map[string]object{in.block: {in.action: v}}})
	}
	if err == nil && (str(in.in, "type") != "input" || truth(in.in, "dispatch_action")) {
		err = a.w.Act(a.key, Action{
			Do: "select", ViewID: top.ID, BlockID: in.block, ActionID: in.action, User: str(v, "selected_user"),
			Option: sub(v, "selected_option"), Values: map[string]map[string]object{in.block: {in.action: v}},
		})
	}
	if err != nil && !errors.Is(err, ErrUndelivered) {
		a.t.Fatalf("%s: %v\n%s", a.key, err, a.Screen())
	}
}

// enter keeps what a person put into a dialog that is not submitted yet.
func (w *Workspace) enter(key string, a Action) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	p, _ := w.person(key)
	_, err := w.entered(p, a)
	w.touch()
	return err
}

// input finds a field by block id, by label, or by the only label that begins so.
func (m Modal) input(name string) (input, bool) {
	all := inputs(m.View)
	for _, fits := range []func(input) bool{
		func(in input) bool { return in.block == name || in.label == name },
		func(in input) bool { return strings.HasPrefix(in.label, name) },
	} {
		found := slices.DeleteFunc(slices.Clone(all), func(in input) bool { return !fits(in) })
		if len(found) == 1 {
			return found[0], true
		}
	}
	return input{}, false
}

// Submit sends the open dialog and waits for what the bot says to it.
func (a *Actor) Submit() {
	a.t.Helper()
	a.do(Action{Do: "submit", ViewID: a.modal().ID})
}

// Cancel closes the open dialog.
func (a *Actor) Cancel() {
	a.t.Helper()
	a.do(Action{Do: "close", ViewID: a.modal().ID})
}

// ModalTitle is the title of the open dialog.
func (a *Actor) ModalTitle() string {
	a.t.Helper()
	return str(a.modal().View, "title", "text")
}

// Field is the text that an input of the open dialog came filled in with.
func (a *Actor) Field(field string) string {
	a.t.Helper()
	m := a.modal()
	in, found := m.input(field)
	if !found {
		a.t.Fatalf("%s sees no field %s\n%s", a.key, field, a.Screen())
	}
	return str(in.element, "initial_value")
}

// ModalErrors are what the open dialog complains about, by label; under "" is trouble with the whole of it.
func (a *Actor) ModalErrors() map[string]string {
	a.t.Helper()
	m := a.modal()
	out := map[string]string{}
	for _, in := range inputs(m.View) {
		if e := m.Errors[in.block]; e != "" {
			out[in.label] = e
		}
	}
	if m.Failed != "" {
		out[""] = m.Failed
	}
	return out
}

// HasModal reports whether a dialog is open now, without waiting for one.
func (a *Actor) HasModal() bool { return len(a.look().Modals) > 0 }

// modal waits for an open dialog.
func (a *Actor) modal() Modal {
	a.t.Helper()
	var top Modal
	a.until("a dialog", func(s Screen) bool {
		if len(s.Modals) == 0 {
			return false
		}
		top = s.Modals[len(s.Modals)-1]
		return true
	})
	return top
}
