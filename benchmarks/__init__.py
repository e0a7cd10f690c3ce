"""Speed as ratios against bare libraries: `make bench`."""
