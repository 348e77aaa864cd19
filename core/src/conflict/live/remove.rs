use super::super::Entry;
use super::LiveIndex;
use super::branch::{self, Child};
use super::leaf;

impl<T: Copy + Ord> LiveIndex<T> {
    /// Takes an entry out; `false` if it is not there.
    pub fn remove(&mut self, entry: &Entry<T>) -> bool {
        let Some(root) = self.root else { return false };
        let (top, removed) = self.remove_below(root, self.height, entry);
        self.length -= usize::from(removed); // it was there
        self.root = Some(Child { top, ..root });
        if self.length == 0 {
            *self = Self::new();
        }
        // A branch with one child is that child.
        while self.height > 0
            && let Some(root) = self.root
            && let Some(only) = self.branch(root.node).filter(|branch| branch.length() == 1)
        {
            self.root = only.child(0);
            self.spare_branches.push(root.node);
            self.height -= 1;
        }
        removed
    }

    /// Takes an entry out below a node: the latest end that is left there, and whether it was there.
    fn remove_below(&mut self, node: Child<T>, height: usize, entry: &Entry<T>) -> (i64, bool) {
        let unchanged = (node.top, false);
        if height == 0 {
            let Some(leaf) = self.leaves.get_mut(node.node as usize) else { return unchanged };
            let removed = leaf.remove(entry);
            return (if removed { leaf.top() } else { node.top }, removed);
        }
        let Some(branch) = self.branch(node.node) else { return unchanged };
        let place = branch.place_of(entry);
        let Some(child) = branch.child(place) else { return unchanged };
        let (top, removed) = self.remove_below(child, height - 1, entry);
        if !removed {
            return unchanged;
        }
        if let Some(branch) = self.branches.get_mut(node.node as usize) {
            branch.update(place, child.low, top);
        }
        self.tidy(node.node, place, height - 1);
        (self.branch(node.node).map_or(i64::MIN, |branch| branch.top()), true)
    }

    /// Joins a child that has become scant with its neighbours below the same branch, while two of them fit into one.
    fn tidy(&mut self, node: u32, mut place: usize, height: usize) {
        loop {
            if self.join_children(node, place, height) {
                continue;
            }
            match place.checked_sub(1) {
                Some(before) if self.join_children(node, before, height) => place = before,
                _ => return,
            }
        }
    }

    /// Joins two children of a branch, the second being the next one, if one of them is scant and there is room.
    fn join_children(&mut self, node: u32, place: usize, height: usize) -> bool {
        let children =
            self.branch(node).and_then(|branch| Some((branch.child(place)?, branch.child(place + 1)?)));
        let Some((one, other)) = children else { return false };
        if !self.join(one.node, other.node, height) {
            return false;
        }
        let spare = if height == 0 { &mut self.spare_leaves } else { &mut self.spare_branches };
        spare.push(other.node);
        if let Some(branch) = self.branches.get_mut(node as usize) {
            branch.take(place + 1);
            branch.update(place, one.low, one.top.max(other.top));
        }
        true
    }

    /// Moves all of the second node into the first, if one of them is scant and there is room.
    fn join(&mut self, one: u32, other: u32, height: usize) -> bool {
        let (first, second) = (one as usize, other as usize);
        if height == 0 {
            let Ok([one, other]) = self.leaves.get_disjoint_mut([first, second]) else { return false };
            let scant = one.entries().len().min(other.entries().len()) < leaf::SCANT;
            scant && one.join(other)
        } else {
            let Ok([one, other]) = self.branches.get_disjoint_mut([first, second]) else { return false };
            let scant = one.length().min(other.length()) < branch::SCANT;
            scant && one.join(other)
        }
    }
}
