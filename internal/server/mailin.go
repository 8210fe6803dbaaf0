package server

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/config"
	"employerhub/internal/mailin"
)

// takingMail is the part of a process that takes copies of e-mails.
type takingMail struct {
	server *mailin.Server
	log    *slog.Logger
}

// takeMail takes copies of e-mails from listener, and tells failed where it cannot.
func takeMail(cfg config.Config, log *slog.Logger, a *app.App, listener net.Listener, failed chan<- error) (takingMail, error) {
	_, domain, _ := strings.Cut(cfg.MailInAddress.Address.Address, "@")
	settings := mailin.Settings{Domain: domain, MaxBytes: int64(cfg.MailInMaxBytes), Networks: cfg.MailInNetworks}
	host, _, err := net.SplitHostPort(listener.Addr().String())
	switch {
	case cfg.MailInTLSCert != "":
		if _, err := tls.LoadX509KeyPair(cfg.MailInTLSCert, cfg.MailInTLSKey); err != nil {
			return takingMail{}, fmt.Errorf("HUB_MAIL_IN_TLS_CERT: %w", err)
		}
		settings.TLS = &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			certificate, err := tls.LoadX509KeyPair(cfg.MailInTLSCert, cfg.MailInTLSKey)
			return &certificate, err
		}}
	case err != nil || !config.Loopback(host):
		log.Warn("copies of e-mails come in without encryption: set HUB_MAIL_IN_TLS_CERT", "address", listener.Addr().String())
	}
	t := takingMail{mailin.NewServer(a, settings, log), log}
	go func() {
		if err := t.server.Serve(listener); err != nil {
			failed <- fmt.Errorf("cannot take e-mail: %w", err)
		}
	}()
	log.Info("taking e-mail", "address", listener.Addr().String())
	return t, nil
}

// stop ends what is under way in good time.
func (t takingMail) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := t.server.Shutdown(ctx); err != nil {
		t.log.Warn("cannot stop taking e-mail", "error", err)
	}
}
