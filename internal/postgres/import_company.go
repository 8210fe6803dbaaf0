package postgres

import (
	"context"
	"fmt"
	"slices"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// HeldCompany is an employer that has the number of a row of a file.
type HeldCompany struct {
	EmployerID hub.EmployerID
	Facts      hub.RegisteredFacts
	Names      []string     // legal, trading and previous
	Was        *hub.Company // what the register said last; nil where it says something for the first time
}

// ImportedCompany is a row of a file that makes an employer, or changes one.
type ImportedCompany struct {
	EmployerID  hub.EmployerID
	Line        int
	Company     hub.Company
	Fingerprint [16]byte
	Facts       hub.RegisteredFacts // as they are from now on
	// Before is nil for a new employer.
	Before *HeldCompany
}

// searchWords are those of all names that the employer has had.
func (c ImportedCompany) searchWords() string {
	names := []string{c.Facts.Name, c.Company.Name}
	for _, previous := range c.Company.PreviousNames {
		names = append(names, previous.Name)
	}
	if c.Before != nil {
		names = append(names, c.Before.Names...)
	}
	return hub.SearchWords(names, c.Facts.CompanyNumber, c.Facts.Postcode)
}

// TuneForBatch makes the queries of tx find rows by their index: a batch looks up a few thousand of millions, and the
// statistics of a table that was empty a minute ago would have PostgreSQL read all of it for each batch. The search index
// takes more new words at a time.
func TuneForBatch(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `
		SELECT set_config(name, 'off', true)
		FROM unnest(ARRAY ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin', 'enable_bitmapscan']) AS name
		UNION ALL
		SELECT set_config('gin_pending_list_limit', '16MB', true)`)
	if err != nil {
		return explain(err, "cannot set up a transaction")
	}
	return nil
}

// DifferingCompanies says of which of the numbers the register tells something else than it did last, or something for the
// first time. Fingerprints and results go with the numbers.
func DifferingCompanies(ctx context.Context, q Querier, numbers []string, fingerprints []uuid.UUID) ([]bool, error) {
	rows, err := q.Query(ctx, `
		SELECT e.fingerprint IS DISTINCT FROM r.fingerprint
		FROM unnest(@numbers::text[], @fingerprints::uuid[]) WITH ORDINALITY AS r (number, fingerprint, place)
		LEFT JOIN register_entry e ON e.number = r.number AND e.scheme = 'COMPANIES_HOUSE'
		ORDER BY r.place`,
		pgx.QueryExecModeCacheDescribe, pgx.StrictNamedArgs{"numbers": numbers, "fingerprints": fingerprints})
	if err != nil {
		return nil, fmt.Errorf("cannot compare companies: %w", err)
	}
	differs, err := pgx.CollectRows(rows, pgx.RowTo[bool])
	if err != nil {
		return nil, fmt.Errorf("cannot compare companies: %w", err)
	}
	return differs, nil
}

// HeldCompanies finds the employers that have one of the numbers, and keeps others from changing them until tx ends.
func HeldCompanies(ctx context.Context, tx pgx.Tx, numbers []string) (map[hub.CompanyNumber]HeldCompany, error) {
	rows, err := tx.Query(ctx, `
		SELECT i.value, e.id, e.name, e.legal_form, e.status, e.registered_address, coalesce(e.postcode, ''),
			ARRAY (SELECT code FROM employer_sic s WHERE s.employer_id = e.id AND s.valid_until IS NULL AND s.version = '2007' ORDER BY rank),
			ARRAY (SELECT name FROM employer_name n WHERE n.employer_id = e.id ORDER BY n.id),
			r.company
		FROM employer_identifier i
		JOIN employer e ON e.id = i.employer_id
		LEFT JOIN register_entry r ON r.number = i.value AND r.scheme = i.scheme
		WHERE i.scheme = 'COMPANIES_HOUSE' AND i.value = ANY (@numbers) AND i.removed_at IS NULL
		ORDER BY e.id
		FOR UPDATE OF e`,
		pgx.QueryExecModeCacheDescribe, pgx.StrictNamedArgs{"numbers": numbers})
	if err != nil {
		return nil, fmt.Errorf("cannot find the employers of companies: %w", err)
	}
	held := map[hub.CompanyNumber]HeldCompany{}
	var h HeldCompany
	f := &h.Facts
	_, err = pgx.ForEachRow(rows, []any{
		&f.CompanyNumber, &h.EmployerID.UUID, &f.Name, &f.LegalForm, &f.Status, &f.RegisteredAddress, &f.Postcode, &f.SICCodes, &h.Names, &h.Was,
	}, func() error {
		held[f.CompanyNumber] = h
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("cannot read the employers of companies: %w", err)
	}
	return held, nil
}

// InsertCompanies makes an employer of each company, with everything that hangs on it, as fast as PostgreSQL takes rows.
func InsertCompanies(ctx context.Context, tx pgx.Tx, importID hub.ImportID, companies []ImportedCompany) error {
	for _, table := range []struct {
		name    string
		columns []string
		rows    func(c ImportedCompany, add func(row ...any))
	}{
		{
			"employer",
			[]string{"id", "name", "name_key", "legal_form", "status", "company_number", "registered_address", "postcode", "sic_section", "search_words"},
			func(c ImportedCompany, add func(row ...any)) {
				add([16]byte(c.EmployerID.UUID), c.Facts.Name, hub.NameKey(c.Facts.Name), string(c.Facts.LegalForm), string(c.Facts.Status),
					string(c.Facts.CompanyNumber), c.Facts.RegisteredAddress, textOrNull(c.Facts.Postcode), textOrNull(c.Facts.Section()), c.searchWords())
			},
		},
		{
			"employer_identifier",
			[]string{"employer_id", "scheme", "value"},
			func(c ImportedCompany, add func(row ...any)) {
				add([16]byte(c.EmployerID.UUID), string(hub.SchemeCompaniesHouse), string(c.Company.Number))
			},
		},
		{
			"employer_name",
			[]string{"employer_id", "kind", "name", "valid_until"},
			func(c ImportedCompany, add func(row ...any)) {
				add([16]byte(c.EmployerID.UUID), string(hub.NameLegal), c.Company.Name, nil)
				for _, previous := range c.Company.PreviousNames {
					add([16]byte(c.EmployerID.UUID), string(hub.NamePrevious), previous.Name, dateOrNull(previous.Until))
				}
			},
		},
		{
			"employer_sic",
			[]string{"employer_id", "version", "code", "rank"},
			func(c ImportedCompany, add func(row ...any)) {
				for i, code := range c.Company.SICCodes {
					add([16]byte(c.EmployerID.UUID), string(hub.SIC2007), string(code), int16(i+1))
				}
			},
		},
		{
			"register_entry",
			[]string{"number", "scheme", "employer_id", "import_id", "fingerprint", "company"},
			func(c ImportedCompany, add func(row ...any)) {
				add(string(c.Company.Number), string(hub.SchemeCompaniesHouse), [16]byte(c.EmployerID.UUID), [16]byte(importID.UUID), c.Fingerprint, c.Company)
			},
		},
		{
			"import_change",
			[]string{"employer_id", "import_id", "line", "created"},
			func(c ImportedCompany, add func(row ...any)) {
				add([16]byte(c.EmployerID.UUID), [16]byte(importID.UUID), int32(c.Line), true)
			},
		},
	} {
		if _, err := tx.CopyFrom(ctx, pgx.Identifier{table.name}, table.columns, rowsOf(companies, table.rows)); err != nil {
			return explain(err, "cannot add companies to "+table.name)
		}
	}
	return nil
}

// rowsOf makes the rows of each company when they are asked for, which is while PostgreSQL works on those before.
func rowsOf(companies []ImportedCompany, rows func(c ImportedCompany, add func(row ...any))) pgx.CopyFromSource {
	var made [][]any
	return pgx.CopyFromFunc(func() ([]any, error) {
		for len(made) == 0 && len(companies) > 0 {
			rows(companies[0], func(row ...any) { made = append(made, row) })
			companies = companies[1:]
		}
		if len(made) == 0 {
			return nil, nil
		}
		row := made[0]
		made = made[1:]
		return row, nil
	})
}

func textOrNull[T ~string](s T) *string {
	if s == "" {
		return nil
	}
	text := string(s)
	return &text
}

func dateOrNull(d hub.Date) *hub.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

// UpdateCompanies changes the employers of companies about which the register says something new. today is when their new
// names and codes begin.
func UpdateCompanies(ctx context.Context, tx pgx.Tx, importID hub.ImportID, today hub.Date, companies []ImportedCompany) error {
	batch := &pgx.Batch{}
	for _, c := range companies {
		if err := queueUpdate(batch, importID, today, c); err != nil {
			return err
		}
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return explain(err, "cannot change the employers of companies")
	}
	return nil
}

func queueUpdate(batch *pgx.Batch, importID hub.ImportID, today hub.Date, c ImportedCompany) error {
	batch.Queue(`
		INSERT INTO register_entry (number, scheme, employer_id, import_id, fingerprint, company)
		VALUES (@number, 'COMPANIES_HOUSE', @employer, @import, @fingerprint, @company)
		ON CONFLICT (number, scheme) DO UPDATE
		SET employer_id = excluded.employer_id, import_id = excluded.import_id, fingerprint = excluded.fingerprint, company = excluded.company`,
		pgx.StrictNamedArgs{
			"number": c.Company.Number, "employer": c.EmployerID, "import": importID, "fingerprint": uuid.UUID(c.Fingerprint),
			"company": c.Company,
		})
	queueNames(batch, today, c)
	before := c.Before.Facts
	if c.Facts.Same(before) {
		return nil
	}
	queueFacts(batch, today, c)
	was, is, err := difference(before, c.Facts)
	if err != nil {
		return fmt.Errorf("cannot record a change: %w", err)
	}
	batch.Queue(`
		INSERT INTO import_change (employer_id, import_id, line, created, before, after)
		VALUES (@employer, @import, @line, false, @before, @after)`,
		pgx.StrictNamedArgs{"employer": c.EmployerID, "import": importID, "line": c.Line, "before": was, "after": is})
	return nil
}

// queueFacts writes the facts about an employer that a register tells.
func queueFacts(batch *pgx.Batch, today hub.Date, c ImportedCompany) {
	batch.Queue(`
		UPDATE employer SET
			name = @name, name_key = @name_key, legal_form = @legal_form, status = @status, registered_address = @address,
			postcode = @postcode, sic_section = @section, search_words = @search_words, version = version + 1
		WHERE id = @id`,
		pgx.StrictNamedArgs{
			"id": c.EmployerID, "name": c.Facts.Name, "name_key": hub.NameKey(c.Facts.Name), "legal_form": c.Facts.LegalForm,
			"status": c.Facts.Status, "address": c.Facts.RegisteredAddress, "postcode": textOrNull(c.Facts.Postcode),
			"section": textOrNull(c.Facts.Section()), "search_words": c.searchWords(),
		})
	if !slices.Equal(c.Facts.SICCodes, c.Before.Facts.SICCodes) {
		queueCodes(batch, today, c)
	}
}

// queueNames adds the names that the employer did not have yet. A legal name that has changed becomes a previous one.
func queueNames(batch *pgx.Batch, today hub.Date, c ImportedCompany) {
	if was := c.Before.Was; was == nil || was.Name != c.Company.Name {
		batch.Queue(`
			UPDATE employer_name SET kind = 'PREVIOUS', valid_until = @today
			WHERE employer_id = @employer AND kind = 'LEGAL' AND valid_until IS NULL AND name <> @name`,
			pgx.StrictNamedArgs{"employer": c.EmployerID, "today": today, "name": c.Company.Name})
		batch.Queue(`
			INSERT INTO employer_name (employer_id, kind, name, valid_from)
			SELECT @employer, 'LEGAL', @name, @from
			WHERE NOT EXISTS (SELECT FROM employer_name WHERE employer_id = @employer AND kind = 'LEGAL' AND valid_until IS NULL)`,
			pgx.StrictNamedArgs{"employer": c.EmployerID, "name": c.Company.Name, "from": today})
	}
	for _, previous := range c.Company.PreviousNames {
		if slices.Contains(c.Before.Names, previous.Name) {
			continue
		}
		batch.Queue(`INSERT INTO employer_name (employer_id, kind, name, valid_until) VALUES (@employer, 'PREVIOUS', @name, @until)`,
			pgx.StrictNamedArgs{"employer": c.EmployerID, "name": previous.Name, "until": dateOrNull(previous.Until)})
	}
}

func queueCodes(batch *pgx.Batch, today hub.Date, c ImportedCompany) {
	batch.Queue(`UPDATE employer_sic SET valid_until = @today WHERE employer_id = @employer AND version = '2007' AND valid_until IS NULL`,
		pgx.StrictNamedArgs{"employer": c.EmployerID, "today": today})
	for i, code := range c.Facts.SICCodes {
		batch.Queue(`INSERT INTO employer_sic (employer_id, version, code, rank, valid_from) VALUES (@employer, '2007', @code, @rank, @today)`,
			pgx.StrictNamedArgs{"employer": c.EmployerID, "code": code, "rank": i + 1, "today": today})
	}
}
