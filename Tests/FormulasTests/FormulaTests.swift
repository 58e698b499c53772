import Formulas
import Testing
