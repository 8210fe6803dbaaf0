package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"

	"employerhub/internal/config"
)

// stopWithin is how long a process may take to finish the requests and jobs that it has begun.
const stopWithin = 25 * time.Second

// process says which of the hub's work this process does.
type process struct {
	// listener is where health and metrics are served in every process.
	listener net.Listener
	// mail is where copies of e-mails are taken; nil where they are not.
	mail net.Listener
	// serves adds the API and the pages.
	serves bool
	// works adds the background jobs.
	works bool
}

// run does the work of a process until ctx ends, then finishes what it has begun.
func run(ctx context.Context, cfg config.Config, log *slog.Logger, services *services, does process) error {
	if err := services.app.SeedQuestionnaires(ctx); err != nil {
		return err
	}
	handler, err := newHandler(ctx, cfg, log, services, does.serves)
	if err != nil {
		return err
	}
	// Streams such as subscriptions never end by themselves, so they are told when the process stops.
	untilStop, endStreams := context.WithCancel(context.Background())
	defer endStreams()
	streams := &streams{Context: untilStop}
	server := &http.Server{
		Handler:           streams.endWith(handler),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	server.RegisterOnShutdown(endStreams)
	if does.serves {
		go services.app.Listen(streams, services.direct, log)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	failed := make(chan error, 2)
	if does.mail != nil {
		taking, err := takeMail(cfg, log, services.app, does.mail, failed)
		if err != nil {
			return err
		}
		defer taking.stop()
	}
	if does.works {
		if err := services.jobs.Start(ctx); err != nil {
			return fmt.Errorf("cannot start jobs: %w", err)
		}
		defer func() {
			cancel()
			<-services.jobs.Stopped() // before the database is closed
		}()
	}
	services.health.ready.Store(true)
	go func() { failed <- fmt.Errorf("cannot serve: %w", server.Serve(does.listener)) }()
	log.Info("ready", "address", does.listener.Addr().String())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	log.Info("stopping")
	services.app.Stop()
	services.health.ready.Store(false)
	time.Sleep(cfg.ShutdownDelay)
	stopping, giveUp := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer giveUp()
	if err := server.Shutdown(stopping); err != nil {
		return fmt.Errorf("requests did not finish within %s: %w", stopWithin, errors.Join(err, server.Close()))
	}
	streams.underWay.Wait() // sockets say goodbye; the server does not wait for them
	log.Info("stopped")
	return nil
}

// listen takes the address that setting gives, before anything else is started that would have to be stopped again.
func listen(ctx context.Context, setting, address string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%s is in use by another program: stop that, or set %s to another address", address, setting)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", setting, err)
	}
	return listener, nil
}
