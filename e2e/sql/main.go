// Sql runs one statement on a hub's database, for what browser tests cannot wait for. Usage: sql URL STATEMENT [ARGUMENT...].
package main

import (
	"context"
	"log"
	"os"

	"github.com/jackc/pgx/v5"
)

func main() {
	if len(os.Args) < 3 {
		log.Fatal("usage: sql URL STATEMENT [ARGUMENT...]")
	}
	if err := run(context.Background(), os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, url, statement string, arguments []string) error {
	connection, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer connection.Close(ctx)
	values := make([]any, len(arguments))
	for i, each := range arguments {
		values[i] = each
	}
	_, err = connection.Exec(ctx, statement, values...)
	return err
}
