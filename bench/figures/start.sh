figure_start() { :; }
