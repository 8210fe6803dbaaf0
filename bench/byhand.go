package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// byHandEmployer is an employer as the list shows it.
type byHandEmployer struct {
	ID               string       `json:"id"`
	Name             string       `json:"name"`
	Status           string       `json:"status"`
	CompanyNumber    *string      `json:"companyNumber"`
	Postcode         *string      `json:"postcode"`
	Sector           *string      `json:"sector"`
	SizeBand         *string      `json:"sizeBand"`
	KeyAccount       bool         `json:"keyAccount"`
	LastContactOn    *string      `json:"lastContactOn"`
	LeadOrganisation *byHandNamed `json:"leadOrganisation"`
	AccountLead      *byHandNamed `json:"accountLead"`
}

type byHandNamed struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// serveByHand is the limit: one query and one encoder, nothing general. It prints its address.
func serveByHand(ctx context.Context, database string) error {
	pool, err := pgxpool.New(ctx, database)
	if err != nil {
		return err
	}
	defer pool.Close()
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	server := &http.Server{Handler: byHand{pool}} //nolint:gosec // on loopback for a few seconds
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.Serve(listener); ctx.Err() == nil {
		return err
	}
	return nil
}

type byHand struct{ pool *pgxpool.Pool }

const byHandSQL = `
	SELECT e.id, e.name, e.name_key, e.status, e.company_number, e.postcode, e.sic_section, e.size_band, e.key_account,
		e.last_contact_on::text, o.id, o.name, u.id, u.name
	FROM employer e
	LEFT JOIN organisation o ON o.id = e.lead_organisation_id
	LEFT JOIN hub_user u ON u.id = e.account_lead_id
	WHERE (e.name_key, e.id) > ($1, $2)
	ORDER BY e.name_key, e.id
	LIMIT $3`

func (h byHand) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var ask listRequest
	if err := json.NewDecoder(r.Body).Decode(&ask); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answer, err := h.page(r.Context(), ask.Variables.After)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"data": map[string]any{"employers": answer}})
}

const listName = "employers NAME"

func (h byHand) page(ctx context.Context, cursor *string) (any, error) {
	var after hub.Cursor
	if cursor != nil {
		var err error
		if after, err = hub.ParseCursor(listName, *cursor); err != nil {
			return nil, err
		}
	}
	rows, err := h.pool.Query(ctx, byHandSQL, after.Key, after.ID, pageSize+1)
	if err != nil {
		return nil, err
	}
	var last hub.Cursor
	nodes, more := make([]byHandEmployer, 0, pageSize), false
	_, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (struct{}, error) {
		var e byHandEmployer
		var id uuid.UUID
		var key string
		var section *string
		var organisationID, userID *uuid.UUID
		var organisationName, userName *string
		err := row.Scan(&id, &e.Name, &key, &e.Status, &e.CompanyNumber, &e.Postcode, &section, &e.SizeBand, &e.KeyAccount, &e.LastContactOn,
			&organisationID, &organisationName, &userID, &userName)
		if more = len(nodes) == pageSize; err != nil || more {
			return struct{}{}, err
		}
		e.ID = "employer_" + id.String()
		if section != nil {
			e.Sector = sectors[*section]
		}
		if organisationID != nil {
			e.LeadOrganisation = &byHandNamed{"organisation_" + organisationID.String(), *organisationName}
		}
		if userID != nil {
			e.AccountLead = &byHandNamed{"user_" + userID.String(), *userName}
		}
		nodes = append(nodes, e)
		last = hub.Cursor{List: listName, Key: key, ID: id}
		return struct{}{}, nil
	})
	return map[string]any{"nodes": nodes, "pageInfo": map[string]any{"hasNextPage": more, "endCursor": last.String()}}, err
}

var sectors = func() map[string]*string {
	names := map[string]*string{}
	for _, s := range hub.SICSections {
		names[s.Letter] = &s.Name
	}
	return names
}()

// byHandOnly ends the program after it has been the server to compare with, if it was started for that.
func byHandOnly(ctx context.Context, database string) {
	if database == "" {
		return
	}
	if err := serveByHand(ctx, database); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}
