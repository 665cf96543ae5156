module example.org/goshim

go 1.20
