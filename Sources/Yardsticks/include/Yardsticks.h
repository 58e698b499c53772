#ifndef YARDSTICKS_H
#define YARDSTICKS_H

#include <stdint.h>

/// The regular-spiking cell under 70 pA from 100 ms on to 1000 ms, by Dormand-Prince 5(4) with the tolerance given, relative
/// and absolute: written by hand for this one model. Stores up to `room` spike times in ms and gives their number.
int yardstick_dormand_prince(double tolerance, double *spikes, int room);

/// The same by explicit Euler and by the classical Runge-Kutta method with steps of h ms, spikes located inside steps.
int yardstick_euler(double h, double *spikes, int room);
int yardstick_rk4(double h, double *spikes, int room);

/// Regular-spiking cells under constant currents from 50 to 200 pA, by explicit Euler or the classical Runge-Kutta method with
/// spikes on the grid. Gives how many spikes there were.
long yardstick_ensemble(int is_rk4, long neurons, double h, long steps);

/// The same where no product is fused with a sum: then all machines give the same bits.
long yardstick_ensemble_unfused(int is_rk4, long neurons, double h, long steps);

/// Izhikevich's network of 2003 for 1000 ms, with its set-up. Gives the number of spikes.
int yardstick_network_2003(uint64_t seed);

#endif
