// Command hub is the employer engagement hub: `hub --help` lists what it does.
package main

import (
	"os"

	"employerhub/internal/server"
)

func main() { os.Exit(server.Main(os.Args[1:])) }
