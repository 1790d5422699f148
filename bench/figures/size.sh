figure_size() { :; }
