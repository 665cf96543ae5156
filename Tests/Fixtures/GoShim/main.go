// A shim in miniature, laid out as the real ones are: start leaves a daemon behind and says its process, the daemon
// serves until there is a file "stop" in its folder (or "abort"), delete cleans up. Tests build it with -cover.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

type service struct {
	folder string
	calls  int
}

// Create is reached by every daemon, its error by none.
func (s *service) Create(id string) error {
	if id == "" {
		return fmt.Errorf("no id")
	}
	count := func() { s.calls++ }
	count()
	return nil
}

// Pause is called by nobody.
func (s *service) Pause() error { return nil }

func (s service) stopped() bool {
	_, err := os.Stat(filepath.Join(s.folder, "stop"))
	return err == nil
}

func newCommand(folder string) *exec.Cmd {
	return exec.Command(os.Args[0], "serve", folder)
}

func start(folder string) error {
	command := newCommand(folder)
	if err := command.Start(); err != nil {
		return err
	}
	fmt.Print(command.Process.Pid)
	return nil
}

func serve(folder string) error {
	s := &service{folder: folder}
	if err := s.Create("main"); err != nil {
		return err
	}
	for !s.stopped() {
		if _, err := os.Stat(filepath.Join(folder, "abort")); err == nil {
			panic("told to abort")
		}
		time.Sleep(5 * time.Millisecond)
	}
	return nil
}

func remove(folder string) error {
	return os.RemoveAll(filepath.Join(folder, "bundle"))
}

func main() {
	verbs := map[string]func(string) error{"start": start, "serve": serve, "delete": remove}
	if err := verbs[os.Args[1]](os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
