use super::super::Entry;
use super::LiveIndex;
use super::branch::{Branch, Child};
use super::leaf::Leaf;

impl<T: Copy + Ord> LiveIndex<T> {
    /// Adds an entry; `false` if it is there already.
    pub fn insert(&mut self, entry: Entry<T>) -> bool {
        let Some(root) = self.root else {
            self.root = Leaf::new(&[entry]).and_then(|leaf| self.keep_leaf(leaf));
            (self.height, self.length) = (0, usize::from(self.root.is_some()));
            return self.root.is_some();
        };
        let (root, added, beside) = self.insert_below(root, self.height, entry);
        self.root = Some(root);
        if let Some(beside) = beside {
            self.root = Branch::new(&[root, beside]).and_then(|branch| self.keep_branch(branch));
            self.height += 1;
        }
        self.length += usize::from(added);
        added
    }

    /// Adds an entry below a node: the node as it is then, whether the entry is new, and a node beside if it was split.
    fn insert_below(
        &mut self,
        mut node: Child<T>,
        height: usize,
        entry: Entry<T>,
    ) -> (Child<T>, bool, Option<Child<T>>) {
        let unchanged = (node, false, None);
        let (added, beside) = if height == 0 {
            let Some(leaf) = self.leaves.get_mut(node.node as usize) else { return unchanged };
            let mut upper = if leaf.is_full() { leaf.split() } else { None };
            let target = match &mut upper {
                Some(upper) if upper.entries().first().is_some_and(|low| *low <= entry) => upper,
                _ => leaf,
            };
            let added = target.insert(entry);
            if upper.is_some() {
                node.top = leaf.top();
            }
            (added, upper.and_then(|upper| self.keep_leaf(upper)))
        } else {
            let Some(branch) = self.branches.get(node.node as usize) else { return unchanged };
            let place = branch.place_of(&entry);
            let Some(child) = branch.child(place) else { return unchanged };
            let (child, added, new) = self.insert_below(child, height - 1, entry);
            let Some(branch) = self.branches.get_mut(node.node as usize) else { return unchanged };
            branch.update(place, child.low, child.top);
            let mut upper = None;
            if let Some(new) = new {
                upper = if branch.is_full() { branch.split() } else { None };
                let half = branch.length();
                match &mut upper {
                    Some(upper) if place >= half => upper.put(place + 1 - half, new),
                    _ => branch.put(place + 1, new),
                }
                node.top = branch.top();
            }
            (added, upper.and_then(|upper| self.keep_branch(upper)))
        };
        node.low = node.low.min(entry);
        let own = beside.is_none_or(|beside| entry < beside.low);
        if added && own {
            node.top = node.top.max(entry.span.end_secs());
        }
        (node, added, beside)
    }
}
