// Package slacksim is a Slack workspace on loopback, strict enough that a Socket Mode bot which runs
// against it unmodified may be believed.
//
// It promises:
//   - the bot speaks real HTTP and real WebSockets; nothing of it is replaced;
//   - what Slack refuses is refused here with the same error: tokens, scopes of the manifest, limits of
//     Block Kit, spent triggers and response URLs. Block kinds that are not simulated are refused too;
//   - an envelope waits three seconds for its acknowledgement, if Config.Waits says nothing else; events come
//     again at once, after one and after five minutes, commands and clicks never, and the person sees what
//     Slack would show;
//   - time is the Clock's: reminders and redeliveries are reached by Jump, not by waiting.
//
// People act by Act (the web page and the Actors of a test use nothing else) and see a Screen.
// State is one JSON file if Config.Path is set; what Slack itself forgets on a reload (messages only one
// person sees, open modals, triggers, response URLs) is held in memory only.
package slacksim

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// The ids of the one app and team of every simulated workspace.
const (
	AppID   = "A0MAKEGOOD"
	BotID   = "B0MAKEGOOD"
	BotUser = "U0MAKEGOOD"
	TeamID  = "T0BRIGHT"
)

const (
	botToken = "xoxb-simulated-bot" //nolint:gosec // opens nothing but this simulation
	appToken = "xapp-simulated-app" //nolint:gosec // likewise
)

// Config describes a workspace. Default fills it for Brightwater Home Services.
type Config struct {
	Manifest   []byte // JSON of the app manifest, enforced; nil enforces nothing
	Team       string
	People     []Person
	Groups     []Group
	Channels   []Channel
	Path       string // file the state is kept in; "" keeps none
	Clock      *Clock
	Location   *time.Location // for the times people see
	RateLimits bool
	Burst      int              // messages in a row that a channel takes; 0: a few
	Waits      time.Duration    // for an acknowledgement, and for the use of a trigger; 0: three seconds, as Slack does
	NextDue    func() time.Time // when the bot next wakes up by itself, for the page's "jump to due"
	Restart    func(context.Context) error
	Log        *slog.Logger
}

// Person is a human member. Key names them in tests and on the page.
type Person struct {
	Key, ID, Name, Title, TZ string
	Locale                   string // in which they read Slack; "" is en-US
	Team                     string // of another workspace they come from, by Slack Connect; "" is this one
	Deactivated              bool
}

func (p Person) outside() bool { return p.Team != "" }

func (p Person) team() string { return cmp.Or(p.Team, TeamID) }

// Group is a user group; Members are user ids.
type Group struct {
	ID, Handle string
	Members    []string
}

// Channel is a public channel, or a private one if its id begins with G. Members are user ids; the bot's
// id among them means the bot was invited.
type Channel struct {
	ID, Name string
	Members  []string
	Archived bool
	Shared   bool // with another workspace, by Slack Connect
}

// Default is Brightwater Home Services: a technician, a CSR, a manager and the owner.
func Default() Config {
	const zone = "America/New_York"
	location, err := time.LoadLocation(zone)
	if err != nil { // no time zone database on this machine
		location = time.UTC
	}
	all := []string{"U0TESS", "U0CARL", "U0MONA", "U0OLGA"}
	return Config{
		Team: "Brightwater Home Services",
		People: []Person{
			{Key: "tess", ID: "U0TESS", Name: "Tess", Title: "Technician · up to $150", TZ: zone},
			{Key: "carl", ID: "U0CARL", Name: "Carl", Title: "CSR · up to $100", TZ: zone},
			{Key: "mona", ID: "U0MONA", Name: "Mona", Title: "Manager · up to $1,000", TZ: zone},
			{Key: "olga", ID: "U0OLGA", Name: "Olga", Title: "Owner · up to $10,000", TZ: zone},
		},
		Groups: []Group{{ID: "S0MANAGERS", Handle: "managers", Members: []string{"U0MONA", "U0OLGA"}}},
		Channels: []Channel{
			{ID: "C0RECOVERY", Name: "service-recovery", Members: append([]string{BotUser}, all...)},
			{ID: "C0DISPATCH", Name: "dispatch", Members: all},
		},
		Location: location,
	}
}

// Workspace is a running simulation. All methods may be called from several goroutines.
type Workspace struct {
	cfg      Config
	clock    *Clock
	log      *slog.Logger
	manifest manifest
	rooms    []*room
	people   atomic.Pointer[[]Person]
	limits   *rateLimits

	mu         sync.Mutex
	state      state
	byTS       map[string]*message   // channel/ts
	byRoom     map[string][]*message // channel: everything posted, oldest first
	byThread   map[string][]*message // channel/thread_ts: replies
	ephemerals []*ephemeral
	stacks     map[string][]*view // user: open modals, top last
	triggers   map[string]*trigger
	urls       map[string]*responseURL
	notices    map[string][]string // user: warnings only they saw
	revoked    map[string]bool     // tokens
	agents     agents
	fault      func(Call) *Failure
	rev        int
	changed    chan struct{} // closed at the next change

	saving sync.Mutex
	wire   wireLog
	hub    hub
	dirty  chan struct{}

	listener net.Listener
	server   *http.Server
	ctx      context.Context //nolint:containedctx // the life of the workspace, which its goroutines follow
	cancel   context.CancelFunc
	running  sync.WaitGroup
}

// New prepares a workspace and loads its state; Start makes it reachable.
func New(cfg Config) (*Workspace, error) {
	app, err := parseManifest(cfg.Manifest)
	if err != nil {
		return nil, fmt.Errorf("app manifest: %w", err)
	}
	if cfg.Clock == nil {
		cfg.Clock = &Clock{}
	}
	if cfg.Location == nil {
		cfg.Location = time.UTC
	}
	cfg.Waits = cmp.Or(cfg.Waits, slackWaits)
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	w := &Workspace{
		cfg: cfg, clock: cfg.Clock, log: cfg.Log, manifest: app,
		byTS: map[string]*message{}, byRoom: map[string][]*message{}, byThread: map[string][]*message{},
		stacks: map[string][]*view{}, triggers: map[string]*trigger{}, urls: map[string]*responseURL{},
		notices: map[string][]string{}, revoked: map[string]bool{}, agents: agents{map[string][]prompt{}, map[string]string{}}, changed: make(chan struct{}), dirty: make(chan struct{}, 1),
		hub: hub{waits: func(*envelope) time.Duration { return cfg.Waits }, sockets: map[*socket]bool{}, leaving: map[*socket]bool{}, armed: map[string]bool{}, flying: map[string]*envelope{}, tickets: map[string]bool{}},
	}
	if cfg.RateLimits {
		w.limits = newRateLimits(cfg.Burst)
	}
	w.people.Store(&cfg.People)
	w.openRooms()
	if err := w.load(); err != nil {
		return nil, fmt.Errorf("load workspace: %w", err)
	}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	return w, nil
}

// Start listens on addr, which must be a loopback address; port 0 picks a free one.
func (w *Workspace) Start(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("listen on %q: %w", addr, err)
	}
	if !loopback(host) {
		return fmt.Errorf("listen on %q: only loopback is allowed", addr)
	}
	if w.listener, err = new(net.ListenConfig).Listen(w.ctx, "tcp", addr); err != nil {
		return fmt.Errorf("listen on %q: %w", addr, err)
	}
	w.server = &http.Server{Handler: w.routes(), ReadHeaderTimeout: 5 * time.Second}
	w.running.Go(func() {
		if err := w.server.Serve(w.listener); !errors.Is(err, http.ErrServerClosed) {
			w.log.Error("workspace stopped serving", "err", err)
		}
	})
	w.running.Go(w.keepSaving)
	w.resumeEvents()
	return nil
}

// Close cuts every connection, waits for what is going on and saves.
func (w *Workspace) Close() error {
	w.cancel()
	w.hub.closeAll()
	var err error
	if w.server != nil {
		patience, stop := context.WithTimeout(context.Background(), time.Second)
		defer stop()
		err = w.server.Shutdown(patience)
		if errors.Is(err, context.DeadlineExceeded) { // a client keeps its request open
			err = w.server.Close()
		}
	}
	w.bump() // who raised an event before the cancel is through now, and counted
	w.running.Wait()
	return errors.Join(err, w.save())
}

// URL is where the page is, "http://127.0.0.1:PORT".
func (w *Workspace) URL() string { return "http://" + w.listener.Addr().String() }

// APIURL is what a bot takes for https://slack.com/api/.
func (w *Workspace) APIURL() string { return w.URL() + "/api/" }

// BotToken is the token for the Web API.
func (w *Workspace) BotToken() string { return botToken }

// AppToken is the token for opening sockets, and for nothing else.
func (w *Workspace) AppToken() string { return appToken }

// Now is the time in the workspace.
func (w *Workspace) Now() time.Time { return w.clock.Now().In(w.cfg.Location) }

// Jump moves the workspace's time forward.
func (w *Workspace) Jump(d time.Duration) {
	w.clock.Jump(d)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.touch()
}

// touch tells everybody who watches that something changed, and the saver that it must save.
func (w *Workspace) touch() {
	w.rev++
	close(w.changed)
	w.changed = make(chan struct{})
	select {
	case w.dirty <- struct{}{}:
	default:
	}
}
