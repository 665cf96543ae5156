/// The reports of the sample, as a reader looked at them and found them right.
enum Golden {}
