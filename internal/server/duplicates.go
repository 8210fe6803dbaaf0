package server

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/match"
	"employerhub/internal/match/labelled"
)

type duplicatesCommand struct {
	Find     duplicatesFind     `cmd:"" help:"Compare all employers. Changed ones are compared every hour without it."`
	Evaluate duplicatesEvaluate `cmd:"" help:"Show how good finding duplicates is: precision and recall by threshold."`
}

type duplicatesFind struct{}

// Run compares all employers and says what came of it.
func (duplicatesFind) Run(ctx context.Context, p *program) error {
	cfg, err := findDatabase(p.cfg)
	if err != nil {
		return err
	}
	services, err := openServices(ctx, cfg, p.log)
	if err != nil {
		return err
	}
	defer services.close()
	began := time.Now()
	done, err := services.app.FindDuplicates(hub.WithActor(ctx, hub.System))
	if err != nil {
		return err
	}
	if done.Employers == 0 {
		fmt.Fprintln(p.stdout, "Nothing to compare, or another search is under way.")
		return nil
	}
	fmt.Fprintf(p.stdout, "%d employers, %d pairs compared, %d likely one employer, in %.1f seconds.\n", done.Employers, done.Compared, done.Pairs, time.Since(began).Seconds())
	return nil
}

type duplicatesEvaluate struct {
	File    string   `arg:"" optional:"" help:"A CSV file of records of which it is known which are one employer, or - for standard input. Its columns are named id, name, trading_name, address, town, postcode, website, phone, email, number and cluster; cluster and one more are needed. Without a file: made-up records."`
	Columns []string `name:"column" placeholder:"FIELD=COLUMN" help:"Which column holds what, where it is called otherwise: name=Title. Several columns may hold one field."`
	Show    int      `help:"How many wrong and how many missed pairs to show." default:"0"`
	Seed    uint64   `help:"Of the made-up records." default:"1"`
}

// labelledRecords are records with the cluster that each is of.
type labelledRecords struct {
	ids, clusters []string
	records       []match.Record
}

// Run prints the curve.
func (c duplicatesEvaluate) Run(ctx context.Context, p *program) error {
	var known labelledRecords
	if c.File == "" {
		for i, r := range labelled.Make(c.Seed, 4000) {
			if r.Judged {
				known.ids, known.clusters = append(known.ids, strconv.Itoa(i)), append(known.clusters, strconv.Itoa(r.Cluster))
				known.records = append(known.records, r.Record)
			}
		}
		fmt.Fprintln(p.stdout, "Made-up records, the half that the weights were not chosen by.")
	} else {
		file, err := openFile(c.File)
		if err != nil {
			return err
		}
		defer file.Close()
		if known, err = readLabelled(file, c.Columns); err != nil {
			return fmt.Errorf("%s: %w", c.File, err)
		}
	}
	prepared := make([]match.Prepared, len(known.records))
	for i, r := range known.records {
		if err := ctx.Err(); err != nil {
			return err
		}
		prepared[i] = match.Prepare(r)
	}
	pairs := match.Pairs(prepared, 0)
	known.report(p.stdout, pairs)
	known.show(p.stdout, pairs, c.Show)
	return nil
}

func (k labelledRecords) report(to io.Writer, pairs []match.Pair) {
	thresholds := []float64{0.01, 0.05, 0.1, 0.2, 0.3, 0.4, match.Likely, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99}
	fmt.Fprintf(to, "%d records; %d pairs share a key and were compared.\n\n", len(k.records), len(pairs))
	fmt.Fprintln(to, "threshold  precision  recall     F1    right   wrong  missed")
	for _, point := range match.Curve(pairs, k.clusters, thresholds) {
		mark := ""
		if point.Threshold == match.Likely {
			mark = "  <- shown to staff from here"
		}
		fmt.Fprintf(to, "     %.2f      %.3f   %.3f  %.3f  %7d %7d %7d%s\n", point.Threshold, point.Precision, point.Recall, point.F1(), point.Right, point.Wrong, point.Missed, mark)
	}
}

// show prints pairs that come out wrong, so that somebody can see why.
func (k labelledRecords) show(to io.Writer, pairs []match.Pair, most int) {
	for _, same := range []bool{false, true} {
		shown := 0
		for _, pair := range pairs {
			if (k.clusters[pair.A] == k.clusters[pair.B]) != same || (pair.Score >= match.Likely) == same || shown == most {
				continue
			}
			shown++
			title := "Taken for one employer, and are two"
			if same {
				title = "One employer, and missed"
			}
			fmt.Fprintf(to, "\n%s: %s and %s, score %.2f\n  %v\n  %v\n", title, k.ids[pair.A], k.ids[pair.B], pair.Score, k.records[pair.A], k.records[pair.B])
			for _, reason := range pair.Reasons {
				fmt.Fprintf(to, "  %+.1f %s\n", reason.Bits, reason.Text)
			}
		}
	}
}

var labelledFields = []string{"id", "name", "trading_name", "address", "town", "postcode", "website", "phone", "email", "number", "cluster"}

// readLabelled reads records from a CSV file. columns say which of its columns hold a field that has another name there.
func readLabelled(file io.Reader, columns []string) (labelledRecords, error) {
	var known labelledRecords
	lines := csv.NewReader(file)
	lines.FieldsPerRecord, lines.LazyQuotes = -1, true
	head, err := lines.Read()
	if err != nil {
		return known, fmt.Errorf("cannot read its first line, which names the columns: %w", err)
	}
	fields, err := fieldsOf(head, columns)
	if err != nil {
		return known, err
	}
	for number := 2; ; number++ {
		line, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return known, nil
		}
		if err != nil {
			return known, fmt.Errorf("line %d: %w", number, err)
		}
		said := map[string][]string{}
		for i, field := range fields {
			if i < len(line) && field != "" && strings.TrimSpace(line[i]) != "" {
				said[field] = append(said[field], line[i])
			}
		}
		id, cluster := strings.Join(said["id"], " "), strings.Join(said["cluster"], " ")
		if id == "" {
			id = "line " + strconv.Itoa(number)
		}
		if cluster == "" {
			cluster = id + " alone"
		}
		r := match.Record{
			Names: slices.Concat(said["name"], said["trading_name"]), Postcodes: said["postcode"], Websites: said["website"], Phones: said["phone"],
			Emails: said["email"], Numbers: said["number"],
		}
		if address := strings.Join(slices.Concat(said["address"], said["town"]), ", "); address != "" {
			r.Addresses = []string{address}
		}
		known.ids, known.clusters, known.records = append(known.ids, id), append(known.clusters, cluster), append(known.records, r)
	}
}

// fieldsOf says for each column which field it holds; empty for one that says nothing of use.
func fieldsOf(head, columns []string) ([]string, error) {
	fields := make([]string, len(head))
	for i, name := range head {
		name = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))), " ", "_")
		if slices.Contains(labelledFields, name) {
			fields[i] = name
		}
	}
	for _, given := range columns {
		field, column, _ := strings.Cut(given, "=")
		if !slices.Contains(labelledFields, field) {
			return nil, fmt.Errorf("--column %s: there is no field %q; take one of %s", given, field, strings.Join(labelledFields, ", "))
		}
		at := slices.IndexFunc(head, func(name string) bool {
			return strings.EqualFold(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")), strings.TrimSpace(column))
		})
		if at < 0 {
			return nil, fmt.Errorf("--column %s: there is no column %q; the file has %s", given, column, strings.Join(head, ", "))
		}
		fields[at] = field
	}
	if !slices.Contains(fields, "cluster") {
		return nil, errors.New("no column says which records are one employer; name it cluster, or say --column cluster=COLUMN")
	}
	if !slices.ContainsFunc(fields, func(f string) bool { return f != "" && f != "id" && f != "cluster" }) {
		return nil, errors.New("no column says anything of the employers; name one name, or say --column name=COLUMN")
	}
	return fields, nil
}
