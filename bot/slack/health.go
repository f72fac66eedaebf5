package slack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// listenForHealth opens the address where somebody may ask how we are; nil where that is
// not wanted.
func listenForHealth(ctx context.Context, address string) (net.Listener, error) {
	if address == "" {
		return nil, nil //nolint:nilnil // nothing to listen on is no error
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("MAKEGOOD_LISTEN: %w: put an address of this machine and a free port there, or leave it out", err)
	}
	return l, nil
}

// Listening is where it is; empty: nowhere.
func (s *Service) Listening() string {
	if s.watched == nil {
		return ""
	}
	return s.watched.Addr().String()
}

// answerHealth answers /healthz and /metrics until ctx ends. Nobody can do anything there.
func (s *Service) answerHealth(ctx context.Context) error {
	if s.watched == nil {
		return nil
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		if err := s.healthy(r.Context()); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "makegood is well")
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		s.Meters().Write(w)
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: httpWait, WriteTimeout: httpWait}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(s.watched); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("MAKEGOOD_LISTEN: %w", err)
	}
	return nil
}

// healthy says in a sentence what is wrong; nil: nothing is known to be.
func (s *Service) healthy(ctx context.Context) error {
	if len(s.listen.open()) == 0 {
		return errors.New("there is no connection to Slack; the log says why")
	}
	return s.Healthy(ctx)
}

// AskHealth asks a service that listens there how it is, and gives its sentence; the error
// says that it is not well, or does not answer.
func AskHealth(ctx context.Context, address string) (string, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", checkListen(address)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/healthz", nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(q)
	if err != nil {
		return "", fmt.Errorf("makegood does not answer at %s: %w", address, err)
	}
	defer func() { _ = answer.Body.Close() }()
	const most = 1000
	said, err := io.ReadAll(io.LimitReader(answer.Body, most))
	if err != nil {
		return "", fmt.Errorf("makegood does not answer at %s: %w", address, err)
	}
	sentence := strings.TrimSpace(string(said))
	if answer.StatusCode != http.StatusOK {
		return "", errors.New(sentence)
	}
	return sentence, nil
}
