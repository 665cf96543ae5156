// The same echo in Go, against which ours is measured: Debian's golang-github-containerd-ttrpc-dev on both sides.
package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"strconv"
	"time"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/types"
)

const service, method = "bench.Echo", "Echo"

func serve(path string) error {
	server, err := ttrpc.NewServer()
	if err != nil {
		return err
	}
	server.Register(service, map[string]ttrpc.Method{
		method: func(ctx context.Context, unmarshal func(interface{}) error) (interface{}, error) {
			var message types.BytesValue
			if err := unmarshal(&message); err != nil {
				return nil, err
			}
			return &message, nil
		},
	})
	listener, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	return server.Serve(context.Background(), listener)
}

func measure(path string, warmUp, count int) error {
	connection, err := net.Dial("unix", path)
	if err != nil {
		return err
	}
	client := ttrpc.NewClient(connection)
	defer client.Close()
	request := types.BytesValue{Value: bytes.Repeat([]byte{0x55}, 78)}
	samples := make([]time.Duration, 0, count)
	for index := 0; index < warmUp+count; index++ {
		var response types.BytesValue
		began := time.Now()
		if err := client.Call(context.Background(), service, method, &request, &response); err != nil {
			return err
		}
		taken := time.Since(began)
		if !bytes.Equal(request.Value, response.Value) {
			return fmt.Errorf("the echo differs")
		}
		if index >= warmUp {
			samples = append(samples, taken)
		}
	}
	out := bufio.NewWriter(os.Stdout)
	for _, sample := range samples {
		fmt.Fprintln(out, sample.Nanoseconds())
	}
	return out.Flush()
}

func main() {
	var err error
	switch {
	case len(os.Args) == 3 && os.Args[1] == "serve":
		err = serve(os.Args[2])
	case len(os.Args) == 5 && os.Args[1] == "measure":
		var warmUp, count int
		if warmUp, err = strconv.Atoi(os.Args[3]); err == nil {
			count, err = strconv.Atoi(os.Args[4])
		}
		if err == nil {
			err = measure(os.Args[2], warmUp, count)
		}
	default:
		err = fmt.Errorf("usage: go-ttrpc serve SOCKET | measure SOCKET WARM-UP COUNT")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
