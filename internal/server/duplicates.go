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
	File    string   `arg:"" optional:"" help:"A CSV file of records of which it is known which are one employer, or - for standard input. Its columns are named id, name, trading_name, address, town, postcode, website, phone, email, number and cluster; cluster and one more are needed. A line may hold two records instead, with left_ and right_ before these names, and label: 1, true, yes or match where they are one employer. Without a file: made-up records."`
	Columns []string `name:"column" placeholder:"FIELD=COLUMN" help:"Which column holds what, where it is called otherwise: name=Title. Several columns may hold one field."`
	Show    int      `help:"How many wrong and how many missed pairs to show." default:"0"`
	Seed    uint64   `help:"Of the made-up records." default:"1"`
}

// labelledRecords are records with the cluster that each is of.
type labelledRecords struct {
	ids, clusters []string
	records       []match.Record
	// pairs says that the records come two by two; the two of one employer are of one cluster.
	pairs bool
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
	pairs := known.compare(prepared)
	known.report(p.stdout, pairs)
	known.show(p.stdout, pairs, c.Show)
	return nil
}

func (k labelledRecords) compare(prepared []match.Prepared) []match.Pair {
	if k.pairs {
		return match.Judge(prepared)
	}
	return match.Pairs(prepared, 0)
}

func (k labelledRecords) report(to io.Writer, pairs []match.Pair) {
	thresholds := []float64{0.01, 0.05, 0.1, 0.2, 0.3, 0.4, match.Likely, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99}
	if k.pairs {
		fmt.Fprintf(to, "%d labelled pairs.\n\n", len(pairs))
	} else {
		fmt.Fprintf(to, "%d records; %d pairs share a key and were compared.\n\n", len(k.records), len(pairs))
	}
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
	known.pairs = slices.Contains(fields, "label")
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
		at := "line " + strconv.Itoa(number)
		if !known.pairs {
			known.add(said, "", strings.Join(said["cluster"], " "), at)
			continue
		}
		left, right := at+" left", at+" right"
		if label := strings.ToLower(strings.TrimSpace(strings.Join(said["label"], ""))); slices.Contains(labelsOfOne, label) {
			left, right = at, at
		} else if !slices.Contains(labelsOfTwo, label) {
			return known, fmt.Errorf("line %d: the label %q says neither that two records are one employer (%s) nor that they are not (%s)",
				number, label, strings.Join(labelsOfOne, ", "), strings.Join(labelsOfTwo, ", "))
		}
		known.add(said, leftSide, left, at+" left")
		known.add(said, rightSide, right, at+" right")
	}
}

const leftSide, rightSide = "left_", "right_"

var (
	labelsOfOne = []string{"1", "true", "yes", "match"}
	labelsOfTwo = []string{"0", "false", "no", "non-match"}
)

// add takes the record whose fields have a side before their names.
func (k *labelledRecords) add(said map[string][]string, side, cluster, line string) {
	id := strings.Join(said[side+"id"], " ")
	if id == "" {
		id = line
	}
	if cluster == "" {
		cluster = id + " alone"
	}
	r := match.Record{
		Names: slices.Concat(said[side+"name"], said[side+"trading_name"]), Postcodes: said[side+"postcode"], Websites: said[side+"website"],
		Phones: said[side+"phone"], Emails: said[side+"email"], Numbers: said[side+"number"],
	}
	if address := strings.Join(slices.Concat(said[side+"address"], said[side+"town"]), ", "); address != "" {
		r.Addresses = []string{address}
	}
	k.ids, k.clusters, k.records = append(k.ids, id), append(k.clusters, cluster), append(k.records, r)
}

// isField says that a field of this name is known, of a record or of one of two.
func isField(name string) bool {
	if name == "label" {
		return true
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, leftSide), rightSide)
	return slices.Contains(labelledFields, name)
}

// fieldsOf says for each column which field it holds; empty for one that says nothing of use.
func fieldsOf(head, columns []string) ([]string, error) {
	fields := make([]string, len(head))
	for i, name := range head {
		name = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))), " ", "_")
		if isField(name) {
			fields[i] = name
		}
	}
	for _, given := range columns {
		field, column, _ := strings.Cut(given, "=")
		if !isField(field) {
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
	if !slices.Contains(fields, "cluster") && !slices.Contains(fields, "label") {
		return nil, errors.New("no column says which records are one employer; name it cluster, or say --column cluster=COLUMN")
	}
	if !slices.ContainsFunc(fields, func(f string) bool { return f != "" && f != "id" && f != "cluster" && f != "label" }) {
		return nil, errors.New("no column says anything of the employers; name one name, or say --column name=COLUMN")
	}
	return fields, nil
}
