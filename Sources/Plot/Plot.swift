// The figure model, its gnuplot script, and the gnuplot process.
