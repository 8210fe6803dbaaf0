package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"employerhub/internal/config"
	"employerhub/internal/hub"
)

// devFile is dev.json: where a development hub runs, for the other commands and for tests. Its owner alone can read it.
type devFile struct {
	URL         string `json:"url"`
	DatabaseURL string `json:"databaseUrl"`
	// MailIn is the address and port where copies of e-mails are taken.
	MailIn string `json:"mailIn"`
	// AdminToken is an API token with every role, which works until the hub stops.
	AdminToken hub.Secret `json:"adminToken"`
	Users      []devUser  `json:"users"`
}

// devUser is somebody whom development sign-in lets in.
type devUser struct {
	ID           hub.UserID `json:"id"`
	Name         string     `json:"name"`
	Organisation string     `json:"organisation"`
	Roles        []hub.Role `json:"roles"`
}

// answers says whether the hub is still there; one that was killed has left its file behind.
func (f devFile) answers() bool {
	response, err := http.Get(f.URL + "/healthz/live") //nolint:noctx // our own, on loopback
	if err != nil {
		return false
	}
	return response.Body.Close() == nil
}

func devFilePath(cfg config.Config) string { return filepath.Join(cfg.DataDir, "dev.json") }

func (u devUser) roles() string {
	words := make([]string, len(u.Roles))
	for i, r := range u.Roles {
		words[i] = strings.ToLower(string(r))
	}
	return strings.Join(words, ", ")
}

// write replaces the file at once, so that a reader finds all of it or none.
func (f devFile) write(path string) error {
	content, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	half := path + ".new"
	if err := os.WriteFile(half, append(content, '\n'), 0o600); err != nil {
		return fmt.Errorf("cannot write dev.json: %w", err)
	}
	return os.Rename(half, path)
}

// findDatabase fills in the database of the development hub that runs in HUB_DATA_DIR, where HUB_DATABASE_URL is not set.
func findDatabase(cfg config.Config) (config.Config, error) {
	if cfg.DatabaseURL != "" {
		return cfg, nil
	}
	content, err := os.ReadFile(devFilePath(cfg))
	if errors.Is(err, fs.ErrNotExist) {
		return cfg, fmt.Errorf("no database: set HUB_DATABASE_URL, or start `hub dev`, which is not running in HUB_DATA_DIR (%s)", cfg.DataDir)
	}
	if err != nil {
		return cfg, fmt.Errorf("cannot read where the development hub runs: %w", err)
	}
	var found devFile
	if err := json.Unmarshal(content, &found); err != nil {
		return cfg, fmt.Errorf("cannot read %s: %w", devFilePath(cfg), err)
	}
	if !found.answers() {
		return cfg, fmt.Errorf("the development hub in HUB_DATA_DIR (%s) is not running any more: start `hub dev` again", cfg.DataDir)
	}
	cfg.DatabaseURL = config.DatabaseURL(found.DatabaseURL)
	cfg.DatabaseDirectURL = cfg.DatabaseURL
	cfg.BaseURL = found.URL
	return cfg, nil
}
