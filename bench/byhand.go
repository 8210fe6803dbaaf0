package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
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
	h, mux := byHand{pool: pool}, http.NewServeMux()
	if err := pool.QueryRow(ctx, `SELECT id FROM organisation WHERE name = $1`, organisation).Scan(&h.organisation); err != nil {
		return err
	}
	mux.Handle("/list", byHandAnswer(h.page))
	mux.Handle("/search", byHandAnswer(h.search))
	mux.Handle("/employer", byHandAnswer(h.employer))
	mux.Handle("/board", byHandAnswer(h.board))
	mux.Handle("/record", byHandAnswer(h.record))
	server := &http.Server{Handler: mux} //nolint:gosec // on loopback for a few seconds
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.Serve(listener); ctx.Err() == nil {
		return err
	}
	return nil
}

type byHand struct {
	pool *pgxpool.Pool
	// organisation is the one that all do what they do for.
	organisation uuid.UUID
}

const byHandColumns = `e.id, e.name, e.name_key, e.status, e.company_number, e.postcode, e.sic_section, e.size_band, e.key_account,
		e.last_contact_on::text, o.id, o.name, u.id, u.name`

const byHandJoins = `
	LEFT JOIN organisation o ON o.id = e.lead_organisation_id
	LEFT JOIN hub_user u ON u.id = e.account_lead_id`

const byHandList = `
	SELECT ` + byHandColumns + ` FROM employer e` + byHandJoins + `
	WHERE (e.name_key, e.id) > ($1, $2) AND e.merged_into IS NULL AND e.confidential_to IS NULL
	ORDER BY e.name_key, e.id
	LIMIT $3`

// scan reads an employer of a list, and its place there.
func (e *byHandEmployer) scan(row pgx.CollectableRow) (key string, id uuid.UUID, err error) {
	var section, organisationName, userName *string
	var organisationID, userID *uuid.UUID
	err = row.Scan(&id, &e.Name, &key, &e.Status, &e.CompanyNumber, &e.Postcode, &section, &e.SizeBand, &e.KeyAccount, &e.LastContactOn,
		&organisationID, &organisationName, &userID, &userName)
	e.ID = "employer_" + id.String()
	if section != nil {
		e.Sector = sectors[*section]
	}
	e.LeadOrganisation = byHandName("organisation_", organisationID, organisationName)
	e.AccountLead = byHandName("user_", userID, userName)
	return key, id, err
}

func byHandName(kind string, id *uuid.UUID, name *string) *byHandNamed {
	if id == nil {
		return nil
	}
	return &byHandNamed{kind + id.String(), *name}
}

// byHandAsked is what a request may say.
type byHandAsked struct {
	After *string
	Text  string
	ID    uuid.UUID
	State string
	Input byHandInput
}

func byHandAnswer(read func(context.Context, byHandAsked) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var ask struct{ Variables byHandAsked }
		if err := json.NewDecoder(r.Body).Decode(&ask); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		answer, err := read(r.Context(), ask.Variables)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"data": answer})
	})
}

const listName = "employers NAME"

func (h byHand) page(ctx context.Context, asked byHandAsked) (any, error) {
	var after hub.Cursor
	if asked.After != nil {
		var err error
		if after, err = hub.ParseCursor(listName, *asked.After); err != nil {
			return nil, err
		}
	}
	rows, err := h.pool.Query(ctx, byHandList, after.Key, after.ID, pageSize+1)
	if err != nil {
		return nil, err
	}
	var last hub.Cursor
	nodes, more := make([]byHandEmployer, 0, pageSize), false
	_, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (struct{}, error) {
		var e byHandEmployer
		key, id, err := e.scan(row)
		if more = len(nodes) == pageSize; err != nil || more {
			return struct{}{}, err
		}
		nodes, last = append(nodes, e), hub.Cursor{List: listName, Key: key, ID: id}
		return struct{}{}, nil
	})
	page := map[string]any{"nodes": nodes, "pageInfo": map[string]any{"hasNextPage": more, "endCursor": last.String()}}
	return map[string]any{"employers": page}, err
}

// wordsBeginning asks for words that begin so, of letters alone.
func wordsBeginning(term string) string { return "'" + term + "':*" }

func (h byHand) search(ctx context.Context, asked byHandAsked) (any, error) {
	term := hub.SearchTerms(asked.Text)[0]
	rows, err := h.pool.Query(ctx, `
		SELECT `+byHandColumns+` FROM bench.search_employers($1, $2, $3, $4) WITH ORDINALITY e`+byHandJoins+` ORDER BY e.ordinality`,
		hub.NameKey(asked.Text), wordsBeginning(term), term, mostFound)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (e byHandEmployer, err error) {
		_, _, err = e.scan(row)
		return e, err
	})
	return map[string]any{"search": map[string]any{"employers": found}}, err
}

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

// startByHand starts this program again as the server to compare with, so that neither shares a process with the clients.
func startByHand(ctx context.Context, database string) (*process, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return startAtAddress(exec.CommandContext(ctx, program, "-by-hand", database))
}
