// Command goldenthread is a coaching workbook for people who lead schools.
package main

import (
	"os"

	"goldenthread/ui/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.System()))
}
