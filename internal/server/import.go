package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

type importCommand struct {
	Postcodes      importPostcodes      `cmd:"" help:"Take in a postcode directory of the Office for National Statistics."`
	CompaniesHouse importCompaniesHouse `cmd:"" help:"Take in companies from a BasicCompanyData file of Companies House."`
	Offers         importOffers         `cmd:"" help:"Take in offers of training and help from an export of the regional skills platform."`
}

type importCompaniesHouse struct {
	File string `arg:"" help:"The CSV file, or - for standard input."`
}

// Run stores the file in the database, waits until a working process has taken it in, and says what came of it.
func (c importCompaniesHouse) Run(ctx context.Context, p *program) error {
	cfg, err := findDatabase(p.cfg)
	if err != nil {
		return err
	}
	file, err := openFile(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	services, err := openServices(ctx, cfg, p.log)
	if err != nil {
		return err
	}
	defer services.close()
	ctx = hub.WithActor(ctx, hub.System)
	imported, err := services.app.UploadImport(ctx, app.ImportUpload{
		Source: hub.ImportCompaniesHouse, FileName: c.File, File: file, MaxBytes: cfg.ImportMaxBytes,
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s is stored (%d MB). Waiting for `hub work` or `hub dev` to take it in; it goes on without this command.\n",
		imported.FileName, imported.Bytes>>20)
	imported, err = waitForImport(ctx, services.app, imported.ID, p.stdout)
	if err != nil {
		return err
	}
	return report(imported, p.stdout)
}

// openFile opens what a command names; - is standard input.
func openFile(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(os.Stdin), nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cannot open the file: %w", err)
	}
	return file, nil
}

type importOffers struct {
	File string `arg:"" help:"The CSV file, or - for standard input."`
}

// Run takes the file in and says what came of it. Its error says that lines were rejected, which it lists.
func (c importOffers) Run(ctx context.Context, p *program) error {
	cfg, err := findDatabase(p.cfg)
	if err != nil {
		return err
	}
	file, err := openFile(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	services, err := openServices(ctx, cfg, p.log)
	if err != nil {
		return err
	}
	defer services.close()
	done, err := services.app.ImportOffers(hub.WithActor(ctx, hub.System), file)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%d offers are new, %d changed, %d are unchanged, %d lines were rejected.\n", done.Created, done.Updated, done.Unchanged, len(done.Rejected))
	for _, r := range done.Rejected {
		fmt.Fprintf(p.stdout, "line %d: %s\n", r.Line, r.Reason)
	}
	if len(done.Rejected) > 0 {
		return errors.New("some lines were rejected; put them right and take the file in again")
	}
	return nil
}

// waitForImport prints how the import stands until it has ended.
func waitForImport(ctx context.Context, a *app.App, id hub.ImportID, to io.Writer) (hub.Import, error) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		i, err := a.Import(ctx, id)
		if err != nil || i.FinishedAt != nil {
			return i, err
		}
		if i.RowsTotal != nil {
			fmt.Fprintf(to, "%d of %d rows\n", i.RowsRead, *i.RowsTotal)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return i, errors.New("stopped waiting; the import goes on in the background")
		}
	}
}

func report(i hub.Import, to io.Writer) error {
	if i.Failure != nil {
		return errors.New(*i.Failure)
	}
	fmt.Fprintf(to, "%d rows: %d new, %d changed, %d unchanged, %d rejected, %d with a warning.\n",
		i.RowsRead, i.Created, i.Updated, i.Unchanged, i.Rejected, i.Warnings)
	if i.Rejected > 0 {
		fmt.Fprintf(to, "Rejected rows: /imports/%s/rejected.csv, or the Import screen.\n", i.ID)
	}
	return nil
}

type importPostcodes struct {
	File string `arg:"" help:"The CSV file, unzipped."`
}

// Run takes the file in at once, and says what came of it.
func (c importPostcodes) Run(ctx context.Context, p *program) error {
	cfg, err := findDatabase(p.cfg)
	if err != nil {
		return err
	}
	file, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("cannot open the file: %w", err)
	}
	defer file.Close()
	about, err := file.Stat()
	if err != nil {
		return fmt.Errorf("cannot open the file: %w", err)
	}
	services, err := openServices(ctx, cfg, p.log)
	if err != nil {
		return err
	}
	defer services.close()
	done, err := services.app.ImportPostcodes(hub.WithActor(ctx, hub.System), file, about.Size())
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%d rows: %d postcodes new, %d moved to another ward; %d lie in Rotherham. Sites follow at once.\n",
		done.Read, done.Added, done.Changed, done.InRotherham)
	if done.UnknownWard > 0 {
		fmt.Fprintf(p.stdout, "%d postcodes of Rotherham were left out, because the hub does not know their ward: the file has other wards than the hub's. They stay unknown.\n", done.UnknownWard)
	}
	if done.Sites > 0 {
		fmt.Fprintf(p.stdout, "%d sites got the investment area of their postcode.\n", done.Sites)
	}
	if done.UnknownArea > 0 {
		fmt.Fprintf(p.stdout, "%d postcodes name an investment area that the hub does not know; they were taken in without it.\n", done.UnknownArea)
	}
	if done.Left > 0 {
		fmt.Fprintf(p.stdout, "%d rows could not be read, the first ones:\n  %s\n", done.Left, strings.Join(done.Problems, "\n  "))
	}
	return nil
}
