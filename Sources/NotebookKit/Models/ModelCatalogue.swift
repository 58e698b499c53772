extension BuiltInModel {
  /// Every built-in model. Adding one is a file in `Models/` and a line here.
  package static let catalogue: [BuiltInModel] = [
    .izhikevich,
    .izhikevich2003,
    .adex,
    .lif,
    .quadraticIf,
    .fitzhughNagumo,
    .morrisLecar,
    .hodgkinHuxley,
    .decay,
    .logistic,
    .lotkaVolterra,
    .vanDerPol,
    .lorenz,
    .robertson,
    .brusselator,
    .pendulum,
  ]
}
