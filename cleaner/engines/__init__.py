"""The batch on engines that bring their own distribution: each a module of its own, each an extra."""
