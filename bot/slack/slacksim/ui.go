package slacksim

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strconv"
	"time"
)

//go:embed page
var page embed.FS

// routes is everything the workspace serves, to loopback only.
func (w *Workspace) routes() http.Handler {
	ui := http.NewServeMux()
	ui.HandleFunc("GET /ui/state", w.serveScreen)
	ui.HandleFunc("GET /ui/events", w.serveChanges)
	ui.HandleFunc("POST /ui/act", w.serveAct)
	ui.HandleFunc("GET /ui/wire", w.serveWire)
	ui.HandleFunc("POST /ui/control", w.serveControl)

	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", w.serveAPI)
	mux.HandleFunc("/link/", w.link)
	mux.HandleFunc("POST /commands/{team}/{app}/{id}", w.serveResponse)
	mux.HandleFunc("POST /actions/{team}/{app}/{id}", w.serveResponse)
	mux.HandleFunc("POST /app/{team}/{app}/{id}", w.serveResponse)
	mux.Handle("/ui/", http.NewCrossOriginProtection().Handler(ui)) // another site's page may not press buttons here
	mux.Handle("GET /page/", noCache(http.FileServerFS(page)))
	mux.Handle("GET /archives/", http.RedirectHandler("/", http.StatusFound))
	mux.HandleFunc("GET /{$}", func(rw http.ResponseWriter, r *http.Request) {
		index, err := fs.ReadFile(page, "page/index.html")
		if err != nil {
			http.Error(rw, "the page is not part of this build", http.StatusNotFound)
			return
		}
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		rw.Header().Set("Cache-Control", "no-store")
		index = bytes.ReplaceAll(index, []byte("{{since}}"), []byte(tsOf(w.clock.Now())))
		if _, err := rw.Write(index); err != nil {
			w.log.Debug("page not delivered", "err", err)
		}
	})
	return onlyLoopback(mux)
}

func noCache(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Cache-Control", "no-cache")
		next.ServeHTTP(rw, r)
	})
}

func (w *Workspace) serveScreen(rw http.ResponseWriter, r *http.Request) {
	s, known := w.Screen(r.URL.Query().Get("as"))
	if since := r.URL.Query().Get("since"); !tsTime(since).After(w.clock.Now()) { // else it is of another workspace
		s.forget(since)
	}
	if !known {
		http.Error(rw, "nobody here has that key", http.StatusNotFound)
		return
	}
	w.reply(rw, s)
}

// serveChanges tells the page that it is out of date; the page then asks for the state.
// What is due next can change without a word in the workspace, so that is looked at too.
func (w *Workspace) serveChanges(rw http.ResponseWriter, r *http.Request) {
	rw.Header().Set("Content-Type", "text/event-stream")
	rw.Header().Set("Cache-Control", "no-cache")
	send := func(line string) error {
		_, err := rw.Write([]byte(line))
		return errors.Join(err, http.NewResponseController(rw).Flush())
	}
	beat, look := time.NewTicker(15*time.Second), time.NewTicker(time.Second)
	defer beat.Stop()
	defer look.Stop()
	for {
		due := w.nextDue()
		w.mu.Lock()
		rev, changed := w.rev, w.changed
		w.mu.Unlock()
		if send(fmt.Sprintf("data: {\"rev\":%d}\n\n", rev)) != nil {
			return
		}
		for same := true; same; {
			select {
			case <-r.Context().Done():
				return
			case <-w.ctx.Done():
				return
			case <-changed:
				same = false
			case <-beat.C:
				if send(": still here\n\n") != nil {
					return
				}
			case <-look.C:
				if !w.nextDue().Equal(due) {
					w.mu.Lock()
					w.touch()
					w.mu.Unlock()
				}
			}
		}
	}
}

func (w *Workspace) serveAct(rw http.ResponseWriter, r *http.Request) {
	var a Action
	err := json.NewDecoder(http.MaxBytesReader(rw, r.Body, bodyLimit)).Decode(&a)
	if err == nil {
		err = w.Act(r.URL.Query().Get("as"), a)
	}
	w.replyDone(rw, err)
}

func (w *Workspace) serveWire(rw http.ResponseWriter, r *http.Request) {
	after, err := strconv.Atoi(r.URL.Query().Get("after"))
	if err != nil {
		after = 0
	}
	w.reply(rw, w.wire.after(after))
}

// serveControl moves time, restarts the bot and makes things go wrong.
func (w *Workspace) serveControl(rw http.ResponseWriter, r *http.Request) {
	var c struct {
		Do      string `json:"do"`
		To      string `json:"to"`
		What    string `json:"what"`
		On      bool   `json:"on"`
		Seconds int64  `json:"seconds"`
	}
	err := json.NewDecoder(http.MaxBytesReader(rw, r.Body, bodyLimit)).Decode(&c)
	switch {
	case err != nil:
	case c.Do == "jump" && c.To == "due":
		err = w.jumpToDue()
	case c.Do == "jump" && c.Seconds > 0:
		w.Jump(time.Duration(c.Seconds) * time.Second)
	case c.Do == "restart" && w.cfg.Restart != nil:
		err = w.cfg.Restart(r.Context())
	case c.Do == "arm":
		err = w.arm(c.What, c.On)
	case c.Do == "cut":
		w.CutSockets()
	case c.Do == "warn":
		w.Disconnect("warning")
	default:
		err = errNotHere
	}
	w.replyDone(rw, err)
}

// nextDue is when the bot next wakes up by itself; zero: never, or nobody knows.
func (w *Workspace) nextDue() time.Time {
	if w.cfg.NextDue == nil {
		return time.Time{}
	}
	return w.cfg.NextDue()
}

func (w *Workspace) jumpToDue() error {
	due := w.nextDue()
	if due.IsZero() {
		return errors.New("nothing is due")
	}
	w.Jump(due.Sub(w.clock.Now()))
	return nil
}

func (w *Workspace) replyDone(rw http.ResponseWriter, err error) {
	if err != nil {
		w.reply(rw, object{"ok": false, "error": err.Error()})
		return
	}
	w.reply(rw, object{"ok": true})
}

func (w *Workspace) reply(rw http.ResponseWriter, v any) {
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	rw.Header().Set("Cache-Control", "no-store")
	if _, err := rw.Write(encode(v)); err != nil {
		w.log.Debug("answer not delivered", "err", err)
	}
}
