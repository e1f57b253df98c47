import sys
from pathlib import Path

# pytest's importlib mode adds nothing to sys.path; tests write `from builders import make_cookie`.
sys.path.insert(0, str(Path(__file__).parent))
